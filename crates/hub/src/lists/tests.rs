//! What is written reads back as what it was, and what is no row costs nothing but itself.

use super::*;
use proptest::prelude::*;
use scrim_hashing::pdq::PdqHash;
use scrim_model::{
    digests::FileDigests,
    matching::{HarmType, Perceptual, UNSAID_QUALITY},
    time::Time,
    votes::MemberVotes,
};
use scrim_store::{
    Store,
    banks::{Bank, NewBank, NewEntry},
};
use std::{collections::BTreeSet, io::Read, sync::Arc};

const FORMATS: [Format; 3] = [Format::Csv, Format::ThreatExchange, Format::Scrim];

fn rows() -> impl Strategy<Value = Row> {
    let hash = (any::<[u8; 32]>(), 0_u8..=100).prop_map(|(hash, quality)| Perceptual {
        hash: PdqHash(hash),
        quality,
    });
    let digests = (
        any::<Option<[u8; 32]>>(),
        any::<Option<[u8; 20]>>(),
        any::<Option<[u8; 16]>>(),
    )
        .prop_map(|(sha256, sha1, md5)| FileDigests { sha256, sha1, md5 });
    let harm = prop_oneof![
        Just(HarmType::Csam),
        Just(HarmType::Ncii),
        Just(HarmType::Terrorism),
        Just(HarmType::Other)
    ];
    let votes = any::<(u32, u32)>().prop_map(|(up, down)| MemberVotes { up, down });
    // Everything that a text may have, commas and quotes among it.
    let text = || proptest::option::of("[^\\p{Cc}]{1,40}");
    let all = (
        digests,
        proptest::collection::vec(hash, 0..4),
        text(),
        proptest::option::of(harm),
        text(),
        proptest::option::of(votes),
    );
    all.prop_map(|(digests, hashes, category, harm, provenance, votes)| Row {
        digests,
        hashes,
        category,
        harm,
        provenance,
        votes,
    })
}

/// What is read of lines, rows and reasons.
fn read(format: Format, lines: &[String]) -> Vec<Result<Row, BadRow>> {
    let mut reader = Reader::of(format);
    let lines = format.head().into_iter().chain(lines.iter().cloned());
    let read = lines.map(|line| match reader.read(&line) {
        Ok(Line::Row(row)) => Some(Ok(row)),
        Ok(Line::Nothing) => None,
        Err(why) => Some(Err(why)),
    });
    read.flatten().collect()
}

/// Of a row, what a line of `ThreatExchange` each carries.
fn apart(row: &Row) -> Vec<Row> {
    let bare = || Row {
        provenance: row.provenance.clone(),
        ..Row::default()
    };
    let md5 = row.digests.md5.map(|md5| FileDigests {
        md5: Some(md5),
        ..FileDigests::default()
    });
    let sha1 = row.digests.sha1.map(|sha1| FileDigests {
        sha1: Some(sha1),
        ..FileDigests::default()
    });
    let sha256 = row.digests.sha256.map(FileDigests::of_sha256);
    let digests = [md5, sha1, sha256]
        .into_iter()
        .flatten()
        .map(|digests| Row { digests, ..bare() });
    let hashes = row.hashes.iter().map(|hash| Row {
        hashes: vec![Perceptual {
            quality: UNSAID_QUALITY,
            ..*hash
        }],
        ..bare()
    });
    digests.chain(hashes).collect()
}

proptest! {
    #[test]
    fn what_is_written_reads_back_as_all_that_the_format_carries(row in rows()) {
        let Ok(row) = row.checked() else { return Ok(()) };
        for format in [Format::Csv, Format::Scrim] {
            prop_assert_eq!(read(format, &format.write(&row)), [Ok(row.clone())]);
        }
        let apart: Vec<_> = apart(&row).into_iter().map(Ok).collect();
        prop_assert_eq!(read(Format::ThreatExchange, &Format::ThreatExchange.write(&row)), apart);
    }

    #[test]
    fn no_line_breaks_a_reader(line in ".{0,200}", format in 0_usize..3) {
        for read in read(FORMATS[format], &[line]) {
            prop_assert!(read.is_err() || read.is_ok_and(|row| row.checked().is_ok()));
        }
    }
}

#[test]
fn each_bad_row_has_its_own_reason() {
    let (md5, pdq) = ("0".repeat(32), "0".repeat(64));
    let of = |format: Format, line: &str| read(format, &[line.to_owned()]).pop().expect("one line");
    // Nobody has voted.
    let csv = |line: &str| of(Format::Csv, &format!("{line},,"));
    assert!(csv(&format!("{md5},,,,,,,")).is_ok());
    assert_eq!(csv(&md5), Err(BadRow::Fields));
    assert_eq!(csv("00,,,,,,,"), Err(BadRow::Hash("md5")));
    assert_eq!(csv(&format!(",{md5},,,,,,")), Err(BadRow::Hash("sha1")));
    assert_eq!(csv(&format!(",,,{pdq}0,,,,")), Err(BadRow::Hash("pdq")));
    assert_eq!(csv(&format!(",,,{pdq},101,,,")), Err(BadRow::Quality));
    assert_eq!(csv(&format!(",,,{pdq},90 90,,,")), Err(BadRow::Quality));
    assert_eq!(csv(&format!(",,,{pdq},49,,,")), Err(BadRow::Nothing));
    assert_eq!(csv(",,,,,A1,,7"), Err(BadRow::Nothing));
    assert_eq!(csv(&format!("{md5},,,,,,ugly,")), Err(BadRow::Harm));
    assert_eq!(csv(&format!("{md5},,,,,{},,", "x".repeat(201))), Err(BadRow::LongText));
    assert_eq!(csv(&format!("{md5},,,,,a\tb,,")), Err(BadRow::Control));
    let exchange = |line: &str| of(Format::ThreatExchange, line);
    let indicator = |more: &str| format!(r#"{{"type":"HASH_MD5","indicator":"{md5}","tags":["x"]{more}}}"#);
    let told = exchange(&indicator(r#","id":7"#)).expect("a row");
    assert_eq!(told.provenance.as_deref(), Some("7"));
    assert_eq!(exchange(&indicator(r#","is_expired":true"#)), Err(BadRow::Withdrawn));
    assert_eq!(
        exchange(&indicator(r#","status":"NON_MALICIOUS""#)),
        Err(BadRow::Withdrawn)
    );
    assert_eq!(exchange(r#"{"type":"HASH_TMK","indicator":"0"}"#), Err(BadRow::Kind));
    assert_eq!(exchange("[]"), Err(BadRow::NotJson));
    assert_eq!(of(Format::Scrim, r#"{"md5":"","more":1}"#), Err(BadRow::NotJson));
}

#[test]
fn votes_of_members_are_read_from_every_format() {
    let md5 = "0".repeat(32);
    let votes = |format: Format, line: &str| {
        let row = read(format, &[line.to_owned()]).pop().expect("one line");
        row.map(|row| row.votes)
    };
    let csv = |line: &str| votes(Format::Csv, &format!("{md5},,,,,,,,{line}"));
    assert_eq!(csv("12,1"), Ok(Some(MemberVotes { up: 12, down: 1 })));
    assert_eq!(csv(",3"), Ok(Some(MemberVotes { up: 0, down: 3 })));
    assert_eq!(csv(","), Ok(None), "not told is not none");
    for bad in ["-1,", ",many", "4294967296,"] {
        assert_eq!(csv(bad), Err(BadRow::Votes), "{bad}");
    }
    let own = |votes_said: &str| votes(Format::Scrim, &format!(r#"{{"md5":"{md5}","votes":{votes_said}}}"#));
    assert_eq!(own(r#"{"up":2}"#), Ok(Some(MemberVotes { up: 2, down: 0 })));
    assert_eq!(own(r#"{"up":2,"sideways":1}"#), Err(BadRow::NotJson));
    let shared = |reactions: &str| {
        let line = format!(r#"{{"type":"HASH_MD5","indicator":"{md5}","reactions":{reactions}}}"#);
        votes(Format::ThreatExchange, &line)
    };
    let both = r#"[{"key":"HELPFUL","value":"11,12,12"},{"key":"NOT_HELPFUL","value":"13"},
                   {"key":"DISAGREE_WITH_TAGS","value":"13"},{"key":"SAW_THIS_TOO","value":"1,2,3"}]"#;
    assert_eq!(shared(both), Ok(Some(MemberVotes { up: 2, down: 1 })), "a member once");
    assert_eq!(
        shared(r#"[{"key":"SAW_THIS_TOO","value":"1"}]"#),
        Ok(None),
        "having seen it is no vote"
    );
}

#[test]
fn a_head_names_what_it_has_in_any_order_and_nothing_else() {
    for good in ["sha256", "PDQ, md5", "provenance,pdq,quality"] {
        assert!(Columns::read(good).is_ok(), "{good}");
    }
    for bad in ["category", "md5,md5", "md5,name", "id,provenance,md5", ""] {
        assert!(Columns::read(bad).is_err(), "{bad}");
    }
}

fn store(folder: &std::path::Path) -> Store {
    Store::open(folder, Arc::new(|| Time(1_700_000_000_000))).expect("a store")
}

async fn bank(store: &Store, name: &str) -> Bank {
    let new = NewBank {
        name: name.to_owned(),
        harm: HarmType::Csam,
        vetted_reason: None,
    };
    store.bank(new).await.expect("a bank")
}

async fn exported(store: &Store, bank: &Bank, format: Format) -> String {
    let mut text = Vec::new();
    export(store, bank, format, &mut text).await.expect("written");
    String::from_utf8(text).expect("text")
}

/// So many rows of their own, as our own lines.
fn many(rows: u32) -> String {
    let row = |number: u32| {
        let (md5, long) = (format!("{number:032x}"), format!("{number:064x}"));
        let pdq = serde_json::json!([{"hash": long, "quality": 80}]);
        let row = serde_json::json!({"md5": md5, "sha256": long, "pdq": pdq, "id": format!("n, {number}")});
        format!("{row}\n")
    };
    (0..rows).map(row).collect()
}

#[tokio::test]
async fn an_entry_of_which_nothing_is_known_is_no_row() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = store(folder.path());
    let bank = bank(&store, "first").await;
    let entry = |digests| NewEntry {
        bank: bank.id,
        category: None,
        provenance: Some("Shield: csam".into()),
        votes: None,
        digests,
        hashes: Vec::new(),
    };
    for digests in [FileDigests::default(), FileDigests::of_sha256([7; 32])] {
        store.add_entry(entry(digests)).await.expect("listed");
    }
    let out = exported(&store, &bank, Format::Scrim).await;
    assert_eq!(out.lines().count(), 1, "{out}");
    assert!(out.contains(&"07".repeat(32)), "{out}");
}

#[tokio::test]
async fn a_bank_goes_out_and_comes_in_again_as_it_was() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = store(folder.path());
    let first = bank(&store, "first").await;
    let mut kept = 0;
    let text = many(2_345);
    let tally = import(&store, &first, Format::Scrim, text.as_bytes(), |_news| kept += 1).await;
    assert_eq!(
        tally.expect("imported"),
        Tally {
            imported: 2_345,
            known: 0,
            refused: 0
        }
    );
    assert_eq!(kept, 2, "told after each thousand");
    for format in [Format::Csv, Format::Scrim] {
        let out = exported(&store, &first, format).await;
        let second = bank(&store, &format!("{format:?}")).await;
        let again = import(&store, &second, format, out.as_bytes(), |_news| ())
            .await
            .expect("imported");
        assert_eq!(
            again,
            Tally {
                imported: 2_345,
                known: 0,
                refused: 0
            }
        );
        let lines = |text: &str| text.lines().map(str::to_owned).collect::<BTreeSet<_>>();
        assert_eq!(
            lines(&exported(&store, &second, format).await),
            lines(&out),
            "{format:?}"
        );
    }
    let twice = import(&store, &first, Format::Scrim, text.as_bytes(), |_news| ()).await;
    assert_eq!(
        twice.expect("again"),
        Tally {
            imported: 0,
            known: 2_345,
            refused: 0
        }
    );
    // What ThreatExchange carries is one indicator a line, and nothing says which belong together.
    let out = exported(&store, &first, Format::ThreatExchange).await;
    let third = bank(&store, "third").await;
    let apart = import(&store, &third, Format::ThreatExchange, out.as_bytes(), |_news| ()).await;
    assert_eq!(
        apart.expect("imported"),
        Tally {
            imported: 3 * 2_345,
            known: 0,
            refused: 0
        }
    );
}

#[tokio::test]
async fn bad_lines_are_told_by_their_number_and_stop_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = store(folder.path());
    let bank = bank(&store, "list").await;
    let good = "0".repeat(32);
    let head = b"\xef\xbb\xbfmd5,harm_type\r\n".to_vec();
    let bad: [(&[u8], BadRow); 4] = [
        (b"\xff\xfe,\n", BadRow::NotText),
        (b"\0,\n", BadRow::Control),
        (b"1,2,3\n", BadRow::Fields),
        (b"00000000000000000000000000000001,ncii\n", BadRow::OtherHarm),
    ];
    let rest: Vec<u8> = bad.iter().flat_map(|(line, _)| line.to_vec()).collect();
    // A hundred megabytes without an end, of which nothing is kept.
    let long = std::io::repeat(b'x').take(100_000_000);
    let end = format!("\n\n{good},csam\n{good},");
    let input = head.as_slice().chain(rest.as_slice()).chain(long).chain(end.as_bytes());
    let mut told = Vec::new();
    let news = |news| {
        if let News::Bad { line, why } = news {
            told.push((line, why));
        }
    };
    let tally = import(&store, &bank, Format::Csv, std::io::BufReader::new(input), news).await;
    assert_eq!(
        tally.expect("imported"),
        Tally {
            imported: 1,
            known: 1,
            refused: 5
        }
    );
    let expected = (2..).zip(bad.map(|(_, why)| why).into_iter().chain([BadRow::TooLong]));
    assert_eq!(told, expected.collect::<Vec<_>>());
    let headless = import(&store, &bank, Format::Csv, good.as_bytes(), |_news| ()).await;
    assert!(matches!(headless, Err(NotImported::NoHead(BadRow::Head))));
}
