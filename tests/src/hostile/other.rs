//! Files of two kinds at once, of another kind than they say, or of none.

use super::{
    Made,
    bytes::noise,
    jpeg,
    outcome::{ANY_PICTURE, PICTURE, UNREAD},
    png,
};

const NONE: &[&str] = &["unsupported_format"];
/// Before a build that tells these formats apart has come, they are of no supported format.
const VIDEO: &[&str] = &["unsupported_video", "unsupported_format"];
const AVIF: &[&str] = &["unsupported_avif", "unsupported_format"];
const HEIC: &[&str] = &["unsupported_heic", "unsupported_format"];

pub(super) fn add(made: &mut Made) {
    made.add("empty.jpg", Vec::new(), &["empty"]);
    made.add("one-byte.jpg", vec![0xFF], NONE);
    made.add("zeros.png", vec![0; 4_096], NONE);
    made.add("noise.webp", noise(4_096), NONE);
    made.add("text.gif", b"not a picture, whatever its name says".to_vec(), NONE);
    made.add(
        "drawing.svg",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>".to_vec(),
        NONE,
    );
    made.add(
        "document.pdf",
        b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj".to_vec(),
        NONE,
    );
    made.add("sound.webp", b"RIFF\x24\0\0\0WAVEfmt \x10\0\0\0".to_vec(), NONE);
    containers(made);
    polyglots(made);
}

fn containers(made: &mut Made) {
    let brand = |name: &[u8; 4]| {
        let body = [&b"ftyp"[..], name, &[0; 4], name].concat();
        let length = u32::try_from(body.len() + 4).expect("short").to_be_bytes();
        [&length[..], &body, &noise(200)].concat()
    };
    made.add("still.avif", brand(b"avif"), AVIF);
    made.add("still.heic", brand(b"heic"), HEIC);
    made.add("film.mp4", brand(b"isom"), VIDEO);
    made.add(
        "film.webm",
        [&b"\x1A\x45\xDF\xA3\x01\0\0\0\0\0\0\x1F"[..], &noise(200)].concat(),
        VIDEO,
    );
    made.add(
        "film.avi",
        [&b"RIFF\xF0\0\0\0AVI LIST"[..], &noise(200)].concat(),
        VIDEO,
    );
    let lying = [&u32::MAX.to_be_bytes()[..], b"ftypheic"].concat();
    made.add("box-of-4-billion.heic", lying, HEIC);
}

fn polyglots(made: &mut Made) {
    let (jpeg, png) = (jpeg::baseline(), png::picture(&[]));
    let zip = b"PK\x03\x04\x14\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x01\0\0\0a";
    made.add("jpeg-then-zip.jpg", [&jpeg[..], zip].concat(), ANY_PICTURE);
    made.add("jpeg-then-png.jpg", [&jpeg[..], &png].concat(), ANY_PICTURE);
    made.add("png-then-jpeg.png", [&png[..], &jpeg].concat(), PICTURE);
    made.add("png-then-html.png", [&png[..], b"<script>1</script>"].concat(), PICTURE);
    let comment = b"\xFF\xFE\x00\x20%PDF-1.7 <script>1</script> ....";
    made.add(
        "jpeg-with-document.jpg",
        [&jpeg[..2], &comment[..34], &jpeg[2..]].concat(),
        PICTURE,
    );
    made.add("gif-then-script.gif", b"GIF89a=1/*;*/".to_vec(), UNREAD);
    made.add("jpeg-named-png.png", jpeg, PICTURE);
    made.add("png-named-gif.gif", png.clone(), PICTURE);
    made.add("text-then-png.png", [&b"hello\n"[..], &png].concat(), NONE);
    made.add(
        "magics-of-all.jpg",
        b"\xFF\xD8\xFF\x89PNG\r\n\x1a\nGIF89aRIFF....WEBPBMII*\0".to_vec(),
        UNREAD,
    );
}
