//! Our hashes of real files are those that HMA's own hasher gave them, where the reference
//! set is at hand (folder `SCRIM_FACTS`, or `shared/facts` beside the workspace's parent).

#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use scrim_hashing::pdq::{Pdq, PdqHash, hash_rgb};
use serde_json::Value;

fn facts() -> Option<PathBuf> {
    let folder = std::env::var_os("SCRIM_FACTS").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/facts"),
        PathBuf::from,
    );
    let pdq = folder.join("pdq");
    pdq.join("vectors.json").is_file().then_some(pdq)
}

struct Outcome {
    name: String,
    apart: u32,
    quality_off: u64,
    lossy_decoder: bool,
}

/// What HMA hashes are the file's own samples; for palettes, CMYK and bitmaps those are no
/// colours, and the vectors also hold the hash of the picture as RGB.
fn expected(fact: &Value) -> (PdqHash, u64) {
    let unlike_rgb = matches!(fact["mode"].as_str(), Some("P" | "CMYK" | "1"));
    let field = if unlike_rgb {
        "pdq_full_size_rgb_pixels"
    } else {
        "pdq_full_size"
    };
    let answer = &fact[field];
    let quality = answer["quality"].as_f64().unwrap().to_string().parse().unwrap();
    (answer["hash"].as_str().unwrap().parse().unwrap(), quality)
}

fn hash_file(path: &Path) -> Pdq {
    // By content: the set holds files whose ending lies.
    let reader = image::ImageReader::open(path).unwrap().with_guessed_format().unwrap();
    let rgb = reader.decode().unwrap().into_rgb8();
    hash_rgb(rgb.width(), rgb.height(), rgb.as_raw()).unwrap()
}

fn compare(folder: &Path, name: String, fact: &Value) -> Outcome {
    let ours = hash_file(&folder.join("images").join(&name));
    let (hash, quality) = expected(fact);
    Outcome {
        name,
        apart: ours.hash.distance(hash),
        quality_off: quality.abs_diff(ours.quality.into()),
        lossy_decoder: fact["format"] == "JPEG",
    }
}

#[test]
fn real_files_hash_as_hma_hashes_them() {
    let Some(folder) = facts() else {
        println!("skipped: no reference set (SCRIM_FACTS or shared/facts)");
        return;
    };
    let json = std::fs::read_to_string(folder.join("vectors.json")).unwrap();
    let vectors: BTreeMap<String, Value> = serde_json::from_str(&json).unwrap();
    let outcomes: Vec<Outcome> = vectors
        .into_iter()
        .map(|(name, fact)| compare(&folder, name, &fact))
        .collect();
    assert!(!outcomes.is_empty());

    let exact = outcomes.iter().filter(|o| o.apart == 0 && o.quality_off == 0).count();
    println!("{exact} of {} exact", outcomes.len());
    for o in &outcomes {
        // Two JPEG decoders round differently; nothing else may.
        let (bits, quality) = if o.lossy_decoder { (2, 1) } else { (0, 0) };
        assert!(o.apart <= bits, "{}: {} bits apart", o.name, o.apart);
        assert!(o.quality_off <= quality, "{}: quality {} off", o.name, o.quality_off);
    }
}
