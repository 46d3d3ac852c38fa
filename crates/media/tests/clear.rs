//! What the system knows of bytes in clear: locked as far as it allows, out of dumps and of children.
//!
//! One test in a process of its own: the limit is the whole process's.

#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "a test that cannot set its stage has failed")]

use rustix::{
    process::{Resource, Rlimit, setrlimit},
    thread::{CapabilitySet, capabilities, set_capabilities},
};
use scrim_media::clear::{ClearBytes, Locking, WhyNot, locking, probe};
use std::fs;

const MIB: usize = 1024 * 1024;

/// The kernel's flags of the mapping that holds these bytes: `lo` locked, `dd` not dumped, `dc` not
/// given to children.
fn flags(bytes: &[u8]) -> String {
    let at = bytes.as_ptr().addr();
    let maps = fs::read_to_string("/proc/self/smaps").unwrap();
    let mut within = false;
    for line in maps.lines() {
        let bounds = line.split_whitespace().next().and_then(|word| word.split_once('-'));
        if let Some((from, to)) = bounds
            && let (Ok(from), Ok(to)) = (usize::from_str_radix(from, 16), usize::from_str_radix(to, 16))
        {
            within = (from..to).contains(&at);
        }
        if within && let Some(flags) = line.strip_prefix("VmFlags:") {
            return flags.to_owned();
        }
    }
    String::new()
}

fn has(bytes: &[u8], flag: &str) -> bool {
    flags(bytes).split_whitespace().any(|word| word == flag)
}

/// Nobody is above the limit any more, and it is this.
fn limit(bytes: usize) {
    let mut own = capabilities(None).unwrap();
    own.effective.remove(CapabilitySet::IPC_LOCK);
    set_capabilities(None, own).unwrap();
    let bytes = u64::try_from(bytes).unwrap();
    let limit = Rlimit {
        current: Some(bytes),
        maximum: Some(bytes),
    };
    setrlimit(Resource::Memlock, limit).unwrap();
}

#[test]
fn bytes_are_locked_as_far_as_the_limit_goes_and_what_is_not_is_said() {
    limit(2 * MIB);
    let first = ClearBytes::from(vec![0x5A; MIB]);
    for flag in ["lo", "dd", "dc"] {
        assert!(has(&first, flag), "{flag} is not among {}", flags(&first));
    }
    assert_eq!(locking(), Locking::Locked);
    assert_eq!(probe(MIB / 2), Locking::Locked);

    let second = ClearBytes::from(vec![0xA5; 2 * MIB]);
    assert!(!has(&second, "lo") && has(&second, "dd"));
    assert!(second.iter().all(|byte| *byte == 0xA5), "it goes on all the same");
    let partly = Locking::Partly {
        locked: MIB,
        held: 3 * MIB,
    };
    assert_eq!(locking(), partly);

    drop((first, second));
    let again = ClearBytes::from(vec![1; MIB]);
    assert!(has(&again, "lo"), "what was let go leaves room");
    drop(again);
    assert_eq!(locking(), partly, "that it was once less stays known");
    let tried = Locking::Partly {
        locked: 2 * MIB,
        held: 4 * MIB,
    };
    assert_eq!(probe(4 * MIB), tried);

    limit(0);
    assert_eq!(probe(MIB), Locking::NotLocked(WhyNot::Limit));
    assert_eq!(locking(), Locking::NotLocked(WhyNot::Limit));
}
