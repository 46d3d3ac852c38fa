//! The few arguments a parent gives a worker. Parsed by hand: a worker links no more than it needs.

use std::ffi::OsString;
use std::path::PathBuf;

use crate::sandbox::Layers;

/// What a worker is started for.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Arguments {
    /// Cap on its address space.
    pub(crate) memory_bytes: u64,
    /// Whether it serves although a layer could not be put on.
    pub(crate) best_effort: bool,
    /// Try one forbidden thing, and when.
    pub(crate) self_test: Option<(SelfTest, When)>,
}

/// When a self-test tries what it tries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum When {
    /// Instead of serving; the exit code tells.
    AtOnce,
    /// With the first picture in hand, as a decoder that has been taken over would. What could be done
    /// is told by decoding that picture as usual, what could not by ending.
    OverAPicture,
}

/// A self-test: what to try, on what, behind which layers.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct SelfTest {
    pub(crate) attempt: Attempt,
    pub(crate) target: PathBuf,
    /// `None`: no lock-down at all, the positive control.
    pub(crate) layers: Option<Layers>,
}

/// One thing a worker must not be able to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Attempt {
    /// Read a file.
    Open,
    /// Reach a TCP address.
    Connect,
    /// Become another program.
    Exec,
    /// Start another process.
    Fork,
    /// Create a file.
    Write,
    /// Have so many bytes of memory.
    Memory,
    /// Keep a picture for so many milliseconds.
    Time,
}

impl Attempt {
    /// Every attempt with its word.
    pub(crate) const ALL: [(&str, Self); 7] = [
        ("open", Self::Open),
        ("connect", Self::Connect),
        ("exec", Self::Exec),
        ("fork", Self::Fork),
        ("write", Self::Write),
        ("memory", Self::Memory),
        ("time", Self::Time),
    ];

    fn named(word: &str) -> Option<Self> {
        let found = Self::ALL.into_iter().find(|(name, _)| *name == word);
        found.map(|(_, attempt)| attempt)
    }
}

const DEFAULT_MEMORY_BYTES: u64 = 512 * 1024 * 1024;

impl Arguments {
    /// Parses; `None` for anything unknown.
    pub(crate) fn parse(mut words: impl Iterator<Item = OsString>) -> Option<Self> {
        let mut parsed = Self {
            memory_bytes: DEFAULT_MEMORY_BYTES,
            best_effort: false,
            self_test: None,
        };
        while let Some(word) = words.next() {
            match word.to_str()? {
                "--memory-bytes" => parsed.memory_bytes = words.next()?.to_str()?.parse().ok()?,
                "--best-effort" => parsed.best_effort = true,
                "--self-test" => parsed.self_test = Some((SelfTest::parse(&mut words)?, When::AtOnce)),
                "--self-test-over-a-picture" => {
                    parsed.self_test = Some((SelfTest::parse(&mut words)?, When::OverAPicture));
                }
                _ => return None,
            }
        }
        Some(parsed)
    }
}

impl SelfTest {
    /// `ATTEMPT TARGET LAYERS`
    fn parse(words: &mut impl Iterator<Item = OsString>) -> Option<Self> {
        let attempt = Attempt::named(words.next()?.to_str()?)?;
        let target = words.next()?.into();
        let layers = match words.next()?.to_str()? {
            "all" => Some(Layers::ALL),
            "landlock" => Some(Layers {
                landlock: true,
                seccomp: false,
            }),
            "seccomp" => Some(Layers {
                landlock: false,
                seccomp: true,
            }),
            "none" => None,
            _ => return None,
        };
        Some(Self {
            attempt,
            target,
            layers,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(words: &[&str]) -> Option<Arguments> {
        Arguments::parse(words.iter().map(OsString::from))
    }

    #[test]
    fn nothing_unknown_is_taken() {
        assert!(parse(&[]).is_some());
        assert_eq!(
            parse(&["--memory-bytes", "5", "--best-effort"]).map(|parsed| parsed.memory_bytes),
            Some(5)
        );
        for wrong in [
            &["--memory-bytes"][..],
            &["--memory-bytes", "x"],
            &["x"],
            &["--self-test", "open", "/x", "some"],
            &["--self-test", "fly", "/x", "all"],
            &["--self-test-over-a-picture", "time", "5"],
        ] {
            assert_eq!(parse(wrong), None, "{wrong:?}");
        }
    }
}
