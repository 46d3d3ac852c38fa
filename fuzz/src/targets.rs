//! What random bytes are thrown at: every reader of bytes that come from somebody else.
//!
//! Shared by the fuzzer's programs and by the plain test that replays what once broke something.

use scrim_hashing::pdq::PdqHash;
use scrim_hub_client::HubAddress;
use scrim_media::{Format, LensPlace, LensPlate, Limits, RenditionSettings, Want, renditions, sealed, sniff};
use scrim_wire::http::{items::Submitted, looks::LookGranted, verdicts::GiveVerdict};
use scrim_worker::PictureReader;

/// Small enough that one picture costs little: the paths are the same.
const LIMITS: Limits = Limits {
    max_bytes: 1 << 16,
    max_pixels: 1 << 16,
    max_width: 1 << 12,
    max_height: 1 << 12,
    max_memory_bytes: 1 << 24,
    max_frames: 16,
    max_frame_pixels: 1 << 18,
};

/// Takes any bytes and returns; what panics or is never done is a crash.
pub type Target = fn(&[u8]);

/// The targets by name.
pub const TARGETS: [(&str, Target); 13] = [
    ("jpeg", |bytes| picture(bytes, Format::Jpeg)),
    ("png", |bytes| picture(bytes, Format::Png)),
    ("webp", |bytes| picture(bytes, Format::WebP)),
    ("gif", |bytes| picture(bytes, Format::Gif)),
    ("tiff", |bytes| picture(bytes, Format::Tiff)),
    ("bmp", |bytes| picture(bytes, Format::Bmp)),
    ("ico", |bytes| picture(bytes, Format::Ico)),
    ("tile", tile),
    ("lens", lens),
    ("messages", scrim_worker::fuzz::messages),
    ("sealed", opened),
    ("words", words),
    ("wire", wire),
];

/// Runs one target.
///
/// # Panics
/// Where there is none of this name, or where it finds what it looks for.
pub fn run(name: &str, bytes: &[u8]) {
    let target = TARGETS.into_iter().find(|(known, _)| *known == name);
    let (_, target) = target.expect("a target of this name");
    target(bytes);
}

/// Whatever a file of this format says, pixels and hashes fit what is said of them.
fn picture(bytes: &[u8], format: Format) {
    if sniff(bytes) != Some(format) {
        return;
    }
    let Ok(read) = PictureReader::new().read(bytes, &LIMITS, Want::Reduced { long_edge: 64 }) else {
        return;
    };
    let (facts, shown) = (read.facts, &read.shown);
    assert!(shown.width <= 64 && shown.height <= 64 && shown.width > 0 && shown.height > 0);
    assert_eq!(shown.layout.bytes(shown.width, shown.height), Some(shown.bytes.len()));
    assert!(u64::from(facts.width) * u64::from(facts.height) <= LIMITS.max_pixels);
    assert!(facts.frames <= LIMITS.max_frames && read.hashes.len() <= facts.frames as usize);
}

/// The first bytes say which part; the rest is the file.
fn tile(bytes: &[u8]) {
    let Some((part, file)) = bytes.split_first_chunk::<4>() else {
        return;
    };
    let [left, top, width, height] = part.map(|byte| u32::from(byte) * 3);
    let want = Want::Tile {
        left,
        top,
        width,
        height,
    };
    if let Ok(read) = PictureReader::new().read(file, &LIMITS, want) {
        assert!(read.shown.width <= width && read.shown.height <= height);
        let fitting = read.shown.layout.bytes(read.shown.width, read.shown.height);
        assert_eq!(fitting, Some(read.shown.bytes.len()));
        assert!(renditions(&read.shown, &RenditionSettings::recommended()).is_ok());
    }
}

/// A grey rendition as a hub might send it, looked through at its middle. Small sizes: the paths are the same.
fn lens(bytes: &[u8]) {
    let mut settings = RenditionSettings::recommended();
    settings.look_long_edge_px = 96;
    settings.light.long_edge_px = 48;
    let middle = LensPlace {
        x: 0.5,
        y: 0.5,
        radius: 0.2,
    };
    if let Ok(plate) = LensPlate::open(bytes, &settings) {
        assert!(plate.width() <= 96 && plate.height() <= 96);
        assert!(plate.through(middle).is_ok());
    }
}

/// Nothing that was not sealed under the key opens.
fn opened(bytes: &[u8]) {
    let key = sealed::Key::new([7; sealed::KEY_BYTES]);
    assert!(sealed::open(&key, b"item", bytes, 1 << 20).is_err(), "a forgery");
}

/// Words of a line each: hashes, keys, addresses.
fn words(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    if let Ok(hash) = text.parse::<PdqHash>() {
        assert_eq!(hash.to_string().parse::<PdqHash>().ok(), Some(hash));
    }
    if let Ok(key) = text.parse::<sealed::Key>() {
        assert_eq!(key.to_hex().as_str(), text.to_lowercase());
    }
    let _ = text.parse::<HubAddress>();
}

/// What is understood of JSON is written so that it is understood the same way.
fn wire(bytes: &[u8]) {
    again::<GiveVerdict>(bytes);
    again::<Submitted>(bytes);
    again::<LookGranted>(bytes);
}

fn again<T: serde::de::DeserializeOwned + serde::Serialize>(bytes: &[u8]) {
    if let Ok(value) = serde_json::from_slice::<T>(bytes) {
        let text = serde_json::to_vec(&value).expect("what was read can be written");
        let read: T = serde_json::from_slice(&text).expect("what was written can be read");
        assert_eq!(serde_json::to_vec(&read).ok(), Some(text));
    }
}
