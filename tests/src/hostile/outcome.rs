//! What may come of a bad file: a reason of the closed set, or a picture with a trait.

use scrim_media::SourceTrait;

/// Ends before the picture does.
pub(super) const CUT: &[&str] = &["truncated", "corrupt", "picture truncated"];
/// Ends where not even its format is known yet, or where there is nothing behind its name.
pub(super) const CUT_SHORT: &[&str] = &["unsupported_format", "truncated", "corrupt", "picture truncated"];
/// A picture, whole.
pub(super) const PICTURE: &[&str] = &["picture"];
/// A picture, or what of it could be read.
pub(super) const ANY_PICTURE: &[&str] = &["picture", "picture truncated"];
/// The rules of the format are broken.
pub(super) const CORRUPT: &[&str] = &["corrupt", "truncated"];
/// Broken, though a patient reader may show something.
pub(super) const BROKEN: &[&str] = &[
    "corrupt",
    "truncated",
    "unsupported_variant",
    "picture truncated",
    "picture",
];
/// A variant that is not read, or broken: which of them is a matter of opinion.
pub(super) const UNREAD: &[&str] = &["unsupported_variant", "corrupt", "truncated"];

/// Broken so near its beginning that it may be taken for a file of no known format.
pub(super) const NAMELESS: &[&str] = &["unsupported_format", "unsupported_variant", "corrupt", "truncated"];
/// Broken, and more memory than may be had is what it asks for.
pub(super) const BROKEN_OR_VAST: &[&str] = &[
    "too_much_memory",
    "too_large_side",
    "corrupt",
    "truncated",
    "unsupported_variant",
    "picture truncated",
    "picture",
];

/// The answers that are right, of which one must come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expected(pub(super) Vec<String>);

/// What came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Seen {
    /// A refusal, by its stable name.
    Refused(&'static str),
    /// A picture with these traits.
    Picture(Vec<&'static str>),
}

impl Seen {
    /// From a decoder's answer.
    pub fn of_traits(traits: impl Iterator<Item = SourceTrait>) -> Self {
        Self::Picture(traits.map(SourceTrait::name).collect())
    }
}

impl Expected {
    /// The answers as the table tells them.
    pub fn answers(&self) -> &[String] {
        &self.0
    }

    /// Whether this is one of the right answers. A picture that is not said to be truncated must be
    /// whole; further traits are free.
    pub fn admits(&self, seen: &Seen) -> bool {
        self.0.iter().any(|answer| match seen {
            Seen::Refused(reason) => answer == reason,
            Seen::Picture(traits) => is_picture(answer, traits),
        })
    }
}

fn is_picture(answer: &str, traits: &[&str]) -> bool {
    let mut words = answer.split_whitespace();
    if words.next() != Some("picture") {
        return false;
    }
    let named: Vec<&str> = words.collect();
    let truncated = SourceTrait::Truncated.name();
    named.iter().all(|one| traits.contains(one)) && traits.contains(&truncated) == named.contains(&truncated)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn expected(answers: &[&str]) -> Expected {
        Expected(answers.iter().map(|answer| (*answer).to_owned()).collect())
    }

    #[test]
    fn a_truncated_picture_is_not_taken_for_a_whole_one_nor_the_other_way_round() {
        let whole = Seen::Picture(vec!["alpha"]);
        let cut = Seen::Picture(vec!["alpha", "truncated"]);
        assert!(expected(PICTURE).admits(&whole) && !expected(PICTURE).admits(&cut));
        assert!(expected(CUT).admits(&cut) && !expected(CUT).admits(&whole));
    }

    #[test]
    fn a_named_trait_must_be_there_and_a_reason_must_be_the_same() {
        assert!(!expected(&["picture animated"]).admits(&Seen::Picture(vec![])));
        assert!(expected(&["picture animated"]).admits(&Seen::Picture(vec!["animated"])));
        assert!(expected(CORRUPT).admits(&Seen::Refused("corrupt")));
        assert!(!expected(CORRUPT).admits(&Seen::Refused("too_many_pixels")));
    }
}
