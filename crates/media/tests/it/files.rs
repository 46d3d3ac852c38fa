//! Makers of files, good and bad, from nothing but arithmetic.

use png::{BitDepth, ColorType};

/// A picture of soft gradients with a few hard shapes, 3 bytes a pixel.
pub(crate) fn scene(width: u32, height: u32) -> Vec<u8> {
    let mut rgb = Vec::new();
    for y in 0..height {
        for x in 0..width {
            let inside = (x * 7 / width + y * 5 / height).is_multiple_of(3);
            let ramp = |v: u32, of: u32| u8::try_from(v * 200 / of.max(1)).unwrap() + 20;
            rgb.extend([ramp(x, width), ramp(y, height), if inside { 210 } else { 60 }]);
        }
    }
    rgb
}

pub(crate) fn png_file(width: u32, height: u32, colour: ColorType, depth: BitDepth, raw: &[u8]) -> Vec<u8> {
    png_with((width, height), (colour, depth), raw, |_| {})
}

pub(crate) fn png_with(
    (width, height): (u32, u32),
    (colour, depth): (ColorType, BitDepth),
    raw: &[u8],
    more: impl FnOnce(&mut png::Encoder<'_, &mut Vec<u8>>),
) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, width, height);
    encoder.set_color(colour);
    encoder.set_depth(depth);
    more(&mut encoder);
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(raw).unwrap();
    writer.finish().unwrap();
    file
}

pub(crate) fn jpeg_file(width: u16, height: u16, kind: jpeg_encoder::ColorType, raw: &[u8]) -> Vec<u8> {
    jpeg_with(width, height, kind, raw, |_| {})
}

pub(crate) fn jpeg_with(
    width: u16,
    height: u16,
    kind: jpeg_encoder::ColorType,
    raw: &[u8],
    more: impl FnOnce(&mut jpeg_encoder::Encoder<&mut Vec<u8>>),
) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut file, 95);
    more(&mut encoder);
    encoder.encode(raw, width, height, kind).unwrap();
    file
}

/// The EXIF block of a picture to be turned, as JPEG carries it.
pub(crate) fn exif_block(orientation: u8) -> Vec<u8> {
    let mut block = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0".to_vec();
    block.extend([orientation, 0, 0, 0, 0, 0, 0, 0]);
    block
}

/// A GIF of `frames` frames of 4 colours; the first covers `frame` within `screen`.
pub(crate) fn gif_file(
    screen: (u16, u16),
    frame: (u16, u16, u16, u16),
    frames: u16,
    transparent: Option<u8>,
) -> Vec<u8> {
    let palette = [255, 0, 0, 0, 255, 0, 0, 0, 255, 9, 8, 7];
    let mut file = Vec::new();
    let mut encoder = gif::Encoder::new(&mut file, screen.0, screen.1, &palette).unwrap();
    for number in 0..frames {
        let (left, top, width, height) = frame;
        let pixels =
            (0..usize::from(width) * usize::from(height)).map(|i| u8::try_from((i + usize::from(number)) % 4).unwrap());
        let buffer: Vec<u8> = pixels.collect();
        let image = gif::Frame {
            left,
            top,
            width,
            height,
            transparent,
            buffer: buffer.into(),
            ..gif::Frame::default()
        };
        encoder.write_frame(&image).unwrap();
    }
    drop(encoder);
    file
}

pub(crate) fn webp_file(width: u32, height: u32, colour: image_webp::ColorType, raw: &[u8]) -> Vec<u8> {
    let mut file = Vec::new();
    image_webp::WebPEncoder::new(&mut file)
        .encode(raw, width, height, colour)
        .unwrap();
    file
}

/// `jpeg` with other sides written into its frame header.
pub(crate) fn lying_jpeg(mut jpeg: Vec<u8>, width: u16, height: u16) -> Vec<u8> {
    let at = jpeg
        .windows(2)
        .position(|pair| pair[0] == 0xFF && (pair[1] == 0xC0 || pair[1] == 0xC2))
        .unwrap();
    jpeg[at + 5..at + 7].copy_from_slice(&height.to_be_bytes());
    jpeg[at + 7..at + 9].copy_from_slice(&width.to_be_bytes());
    jpeg
}

/// `png` with other sides written into its header, its checksum made right.
pub(crate) fn lying_png(mut png: Vec<u8>, width: u32, height: u32) -> Vec<u8> {
    png[16..20].copy_from_slice(&width.to_be_bytes());
    png[20..24].copy_from_slice(&height.to_be_bytes());
    let sum = crc32(&png[12..29]);
    png[29..33].copy_from_slice(&sum.to_be_bytes());
    png
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| {
            if sum & 1 == 1 {
                (sum >> 1) ^ 0xEDB8_8320
            } else {
                sum >> 1
            }
        })
    })
}

/// An interlaced grey PNG of 2 × 2 pixels: passes 1 (top left), 6 (top right) and 7 (lower row),
/// each row unfiltered, in one stored deflate block.
pub(crate) fn adam7_2x2([a, b, c, d]: [u8; 4]) -> Vec<u8> {
    let rows = [0, a, 0, b, 0, c, d];
    let adler = rows.iter().fold((1_u32, 0_u32), |(low, high), byte| {
        let low = (low + u32::from(*byte)) % 65_521;
        (low, (high + low) % 65_521)
    });
    let mut stream = vec![0x78, 0x01, 0x01, 7, 0, 0xF8, 0xFF];
    stream.extend(rows);
    stream.extend(((adler.1 << 16) | adler.0).to_be_bytes());
    let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
    for (name, body) in [
        (b"IHDR", vec![0, 0, 0, 2, 0, 0, 0, 2, 8, 0, 0, 0, 1]),
        (b"IDAT", stream),
        (b"IEND", vec![]),
    ] {
        file.extend(u32::try_from(body.len()).unwrap().to_be_bytes());
        let named: Vec<u8> = name.iter().copied().chain(body).collect();
        file.extend(&named);
        file.extend(crc32(&named).to_be_bytes());
    }
    file
}
