//! Every sentence the doctor has, as it is read.

use super::super::{print, verdict};
use super::*;

const MIB: u64 = 1024 * 1024;

fn well() -> Facts {
    Facts {
        build: Build {
            version: "0.1.0",
            devtools: false,
            for_tests: &[],
        },
        dumps: Dumps {
            limit_bytes: Some(0),
            readable: Some(false),
            handler: None,
        },
        memory: Memory {
            lock: MemoryLock::Locked,
            limit_bytes: Some(8 * MIB),
            look_bytes: 7 * MIB,
        },
        swap: Some(Vec::new()),
        keyring: KeyringState::Open,
        capture: Capture::Excluded,
        seat: Tells {
            locks: true,
            sleeps: true,
        },
        display: Display::Wayland,
        web_view: Some("2.50.6".into()),
        folder: Folder::Private,
        hub: Some(hub_that(HubState::Answers {
            version: "0.1.4".into(),
        })),
    }
}

fn hub_that(state: HubState) -> Hub {
    let address = "https://hub.example".into();
    Hub { address, state }
}

fn place(kept: Kept) -> Swap {
    let name = format!("{kept:?}");
    Swap { name, kept }
}

/// The same machine with one thing different each.
fn ailing() -> Vec<Facts> {
    let mut all = Vec::new();
    let mut with = |change: &dyn Fn(&mut Facts)| {
        let mut facts = well();
        change(&mut facts);
        all.push(facts);
    };
    with(&|facts| facts.build.devtools = true);
    with(&|facts| facts.build.for_tests = &["a door for a driver", "a tap"]);
    with(&|facts| facts.dumps.limit_bytes = Some(1));
    with(&|facts| facts.dumps.readable = Some(true));
    with(&|facts| facts.dumps.readable = None);
    with(&|facts| facts.dumps.handler = Some("reporter".into()));
    with(&|facts| facts.memory.limit_bytes = None);
    with(&|facts| {
        facts.memory.lock = MemoryLock::Partly {
            locked_bytes: MIB / 2,
            held_bytes: 7 * MIB,
        };
    });
    with(&|facts| facts.memory.lock = MemoryLock::NotLocked);
    with(&|facts| facts.swap = None);
    with(&|facts| facts.swap = Some(vec![place(Kept::Encrypted), place(Kept::InMemory)]));
    with(&|facts| facts.swap = Some(vec![place(Kept::InMemory)]));
    with(&|facts| facts.swap = Some(vec![place(Kept::Encrypted), place(Kept::InClear)]));
    with(&|facts| facts.keyring = KeyringState::Locked);
    with(&|facts| facts.keyring = KeyringState::Absent);
    with(&|facts| facts.capture = Capture::NotOffered);
    for (locks, sleeps) in [(true, false), (false, true), (false, false)] {
        with(&|facts| facts.seat = Tells { locks, sleeps });
    }
    for display in [Display::X11, Display::X11OnWayland, Display::None, Display::Native] {
        with(&|facts| facts.display = display);
    }
    with(&|facts| facts.web_view = None);
    for folder in [Folder::Missing, Folder::Open { mode: 0o755 }, Folder::Unusable] {
        with(&|facts| facts.folder = folder.clone());
    }
    let bad = HubState::BadAddress {
        why: "use https".into(),
    };
    let silent = HubState::Silent {
        why: "no connection".into(),
    };
    let newer = HubState::Answers {
        version: "0.2.0".into(),
    };
    with(&|facts| facts.hub = None);
    for state in [bad, silent, newer] {
        with(&|facts| facts.hub = Some(hub_that(state.clone())));
    }
    all
}

#[test]
#[cfg(unix)]
fn everything_the_doctor_says_of_a_machine() {
    let well = findings(&well());
    let mut said = print::lines(&well);
    for facts in ailing() {
        let new: Vec<Finding> = findings(&facts).into_iter().filter(|one| !well.contains(one)).collect();
        said.push('\n');
        said.push_str(&print::lines(&new));
    }
    insta::assert_snapshot!(said);
}

#[test]
fn a_machine_is_as_bad_as_the_worst_of_it() {
    assert_eq!(verdict(&findings(&well())), Is::Ok);
    let worst = |change: fn(&mut Facts)| {
        let mut facts = well();
        change(&mut facts);
        verdict(&findings(&facts))
    };
    assert_eq!(worst(|facts| facts.capture = Capture::NotOffered), Is::Warning);
    assert_eq!(worst(|facts| facts.web_view = None), Is::Problem);
}

#[test]
fn whatever_is_not_well_has_an_advice() {
    for finding in ailing().iter().flat_map(findings) {
        assert_eq!(finding.is == Is::Ok, finding.advice.is_none(), "{finding:?}");
    }
}

#[test]
fn a_contract_is_kept_as_versions_say() {
    for (one, other, same) in [
        ("0.1.0", "0.1.9", true),
        ("0.1.0", "0.2.0", false),
        ("1.0.0", "1.7.2", true),
        ("1.0.0", "2.0.0", false),
        ("0.1.0", "nonsense", false),
    ] {
        assert_eq!(same_contract(one, other), same, "{one} and {other}");
    }
}

#[test]
fn programs_read_the_same() {
    let told: serde_json::Value = serde_json::from_str(&print::json(&findings(&well()))).unwrap();
    assert_eq!(told["is"], "ok");
    assert_eq!(told["findings"][0]["about"], "build");
    assert_eq!(told["findings"][1]["advice"], serde_json::Value::Null);
}
