//! The benchmark of pixels measures, on a picture of a size that takes no time.

use scrim_tests::bench::pixels::{Plan, kind::Kind, measure};

#[test]
fn a_round_of_small_pictures_gives_every_row_and_says_what_it_was_measured_on() {
    let folder = tempfile::tempdir().unwrap();
    let plan = Plan::alone(Kind::baseline(320, 240), folder.path());
    let told = measure(plan).unwrap().json();
    let rows: Vec<&str> = told["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["what"].as_str().unwrap())
        .collect();
    assert_eq!(
        rows,
        [
            "ingest 0 MP baseline JPEG",
            "renditions 0 MP baseline JPEG",
            "bare planes 0 MP baseline JPEG"
        ]
    );
    let samples = &told["rows"][0]["samples"];
    assert!(
        samples.as_array().unwrap().iter().all(|ms| ms.as_f64().unwrap() > 0.0),
        "{samples}"
    );
    let notes = told["notes"].to_string();
    assert!(notes.contains("no photographs could be had, 7 are drawn"), "{notes}");
}
