//! What was written survives a crash at any byte; what was changed does not pass.

use super::*;
use crate::random::SystemRandom;
use scrim_media::sealed::KEY_BYTES;
use scrim_model::{
    grant::Presented,
    ids::{CaseId, GrantId, LeaseId, PersonId},
    verdict::{Content, Verdict},
};
use scrim_wire::http::verdicts::GiveVerdict;
use std::{fs, path::Path};
use zeroize::Zeroizing;

fn key() -> Key {
    Key::new([3; KEY_BYTES])
}

fn opened(folder: &Path, key: Key) -> (Journal, Left) {
    let folder = DataDirectory::hold(folder).unwrap();
    Journal::open(&folder, key, Arc::new(SystemRandom)).unwrap()
}

fn open(folder: &Path) -> (Journal, Vec<Letter>) {
    let (journal, left) = opened(folder, key());
    (journal, left.letters)
}

fn letter(number: u64) -> Letter {
    let id = |kind: u128| Uuid::from_u128(kind << 64 | u128::from(number));
    let verdict = Verdict {
        content: Content::NotAbusive,
        classification: None,
        pairs: Vec::new(),
    };
    let give = GiveVerdict {
        reason: None,
        lease: LeaseId(id(1)),
        fence: number,
        verdict,
    };
    Letter {
        number,
        id: id(2),
        to: Addressee {
            hub: "https://hub.example".into(),
            person: PersonId(id(3)),
        },
        lease: LeaseId(id(1)),
        token: Zeroizing::new("proof of the lease".into()),
        says: Says::Verdict {
            case: CaseId(id(4)),
            give,
        },
    }
}

fn closing(number: u64) -> Letter {
    let presented = Presented {
        shown_ms: 1_200,
        region_permille: 1_000,
        width_px: 900,
        height_px: 700,
    };
    Letter {
        says: Says::Closing {
            grant: GrantId(Uuid::from_u128(5)),
            presented,
            cleared: None,
        },
        ..letter(number)
    }
}

#[test]
fn letters_survive_a_restart_in_their_order_with_all_that_sending_needs() {
    let folder = tempfile::tempdir().unwrap();
    let (mut journal, none) = open(folder.path());
    assert!(none.is_empty());
    for letter in [closing(1), letter(2), letter(3)] {
        journal.keep(&letter).unwrap();
    }
    journal.strike_out(letter(2).id).unwrap();
    drop(journal);
    let (_, left) = open(folder.path());
    assert!(left == [closing(1), letter(3)]);
}

#[test]
fn the_last_acknowledgement_empties_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let (mut journal, _) = open(folder.path());
    let empty = fs::metadata(folder.path().join(FILE)).unwrap().len();
    journal.keep(&letter(1)).unwrap();
    assert!(fs::metadata(folder.path().join(FILE)).unwrap().len() > empty);
    journal.strike_out(letter(1).id).unwrap();
    assert_eq!(fs::metadata(folder.path().join(FILE)).unwrap().len(), empty);
    journal.keep(&letter(2)).unwrap();
    drop(journal);
    assert!(open(folder.path()).1 == [letter(2)]);
}

#[test]
fn a_record_torn_anywhere_loses_itself_and_nothing_before_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(FILE);
    let (mut journal, _) = open(folder.path());
    journal.keep(&letter(1)).unwrap();
    let first = fs::read(&path).unwrap().len();
    journal.keep(&letter(2)).unwrap();
    drop(journal);
    let whole = fs::read(&path).unwrap();
    // Every byte would be the same with thousands of flushes; eleven shares no factor with any length here.
    for torn_at in (first..whole.len()).step_by(11) {
        fs::write(&path, &whole[..torn_at]).unwrap();
        let (mut journal, left) = open(folder.path());
        assert!(left == [letter(1)], "torn at {torn_at}");
        journal.keep(&letter(3)).unwrap();
        drop(journal);
        assert!(open(folder.path()).1 == [letter(1), letter(3)], "torn at {torn_at}");
    }
}

#[test]
fn nothing_of_a_letter_is_readable_in_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let (mut journal, _) = open(folder.path());
    journal.keep(&letter(1)).unwrap();
    let bytes = fs::read(folder.path().join(FILE)).unwrap();
    for secret in ["proof", "hub.example", "abusive", "fence"] {
        let found = bytes.windows(secret.len()).any(|w| w == secret.as_bytes());
        assert!(!found, "{secret}");
    }
}

#[test]
fn a_file_under_another_key_is_set_aside_and_the_desk_works_on() {
    let folder = tempfile::tempdir().unwrap();
    let (mut journal, _) = open(folder.path());
    journal.keep(&letter(1)).unwrap();
    drop(journal);
    let (mut journal, left) = opened(folder.path(), Key::new([4; KEY_BYTES]));
    assert!(left.letters.is_empty());
    assert_eq!(left.aside, Some(Aside::Unreadable));
    journal.keep(&letter(2)).unwrap();
    assert!(folder.path().join("unsent.set-aside").exists());
}

/// A file as a version wrote it that had no number yet.
fn unnumbered(letters: &[Letter]) -> Vec<u8> {
    let sealed = |(number, letter): (u64, &Letter)| {
        let clear = serde_json::to_vec(&serde_json::json!({"Kept": letter})).unwrap();
        let place = [b"scrim journal 1".as_slice(), &number.to_le_bytes()].concat();
        let sealed = scrim_media::sealed::seal(&key(), &place, [5; NONCE_PREFIX_BYTES], &clear);
        [&u32::try_from(sealed.len()).unwrap().to_le_bytes(), sealed.as_slice()].concat()
    };
    (0..).zip(letters).flat_map(sealed).collect()
}

#[test]
fn letters_of_the_version_before_are_taken_up_and_written_as_this_one_does() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(FILE);
    fs::write(&path, unnumbered(&[closing(1), letter(2)])).unwrap();
    let (journal, left) = opened(folder.path(), key());
    assert!(left.letters == [closing(1), letter(2)] && left.aside.is_none());
    drop(journal);
    assert!(fs::read(&path).unwrap()[4..].starts_with(b"scrim journal 2"));
    assert!(open(folder.path()).1 == [closing(1), letter(2)]);
}

#[test]
fn a_desk_from_before_versions_meets_a_record_that_is_whole_and_not_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let (_journal, _left) = open(folder.path());
    let bytes = fs::read(folder.path().join(FILE)).unwrap();
    let length = u32::from_le_bytes(bytes[..4].try_into().unwrap());
    assert_eq!(
        bytes.len(),
        4 + usize::try_from(length).unwrap(),
        "not torn, so it is set aside"
    );
}

#[test]
fn a_file_of_a_newer_desk_is_set_aside_and_never_in_the_place_of_another() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(FILE);
    let newer: [&[u8]; 2] = [b"\x0f\0\0\0scrim journal 3first", b"\x10\0\0\0scrim journal 12second"];
    for bytes in newer {
        fs::write(&path, bytes).unwrap();
        let (mut journal, left) = opened(folder.path(), key());
        assert!(left.letters.is_empty());
        assert_eq!(left.aside, Some(Aside::Newer));
        journal.keep(&letter(1)).unwrap();
        journal.strike_out(letter(1).id).unwrap();
    }
    let aside = ["unsent.set-aside", "unsent.set-aside-2"].map(|name| fs::read(folder.path().join(name)).unwrap());
    assert_eq!(aside, newer);
    assert_eq!(opened(folder.path(), key()).1.aside, None, "it is said once");
}

#[test]
fn what_was_set_aside_is_taken_up_by_the_next_run_that_can_read_it() {
    let folder = tempfile::tempdir().unwrap();
    let (mut journal, _) = open(folder.path());
    journal.keep(&letter(1)).unwrap();
    drop(journal);
    let (mut journal, _) = opened(folder.path(), Key::new([4; KEY_BYTES]));
    journal.keep(&letter(2)).unwrap();
    drop(journal);
    let (journal, left) = opened(folder.path(), key());
    assert!(left.letters == [letter(1)], "under its own key");
    assert_eq!(left.aside, Some(Aside::Unreadable), "which the other file is not under");
    drop(journal);
    let (_journal, left) = opened(folder.path(), Key::new([4; KEY_BYTES]));
    assert!(left.letters == [letter(2)]);
}

#[test]
fn records_that_changed_places_do_not_verify() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(FILE);
    let (mut journal, _) = open(folder.path());
    journal.keep(&letter(1)).unwrap();
    let first = fs::read(&path).unwrap().len();
    journal.keep(&letter(2)).unwrap();
    drop(journal);
    let whole = fs::read(&path).unwrap();
    let (one, two) = whole.split_at(first);
    fs::write(&path, [two, one].concat()).unwrap();
    assert!(open(folder.path()).1.is_empty());
}

#[test]
fn without_a_keyring_no_file_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let mut journal = Journal::for_this_run(Arc::new(SystemRandom));
    journal.keep(&letter(1)).unwrap();
    journal.strike_out(letter(1).id).unwrap();
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}
