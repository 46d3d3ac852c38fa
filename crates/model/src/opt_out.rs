//! What somebody does not take, and what a case is about as far as that goes.
//!
//! Knows no person and no queue. No reason is asked for, and nobody but the person is told: what others see is only that
//! a case waits for somebody else.

use crate::{
    routing::{Facts, MediaKind},
    sharing::Class,
};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeSet, fmt, str::FromStr};

/// How many categories somebody may leave out, at most.
pub const MAX_CATEGORIES: usize = 64;

/// The longest name of a category in it, characters.
pub const MAX_CATEGORY: usize = 64;

/// What somebody never wants to be given.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
#[serde(default, deny_unknown_fields)]
pub struct OptOuts {
    /// Categories of lists, in capitals. Where there is one, what is of no known category is left out too.
    pub categories: BTreeSet<String>,
    /// Kinds of media.
    pub media: BTreeSet<MediaKind>,
}

/// What is wrong with somebody's [`OptOuts`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OptOutProblem {
    /// Too many.
    #[error("at most {MAX_CATEGORIES} categories can be left out")]
    TooMany,
    /// A name that no list can have.
    #[error("a category has 1 to {MAX_CATEGORY} characters, none of them a control character")]
    NoCategory,
}

/// What a case is about: everything that any of its uploads matches, and how it moves.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Subject {
    /// What kinds of media its uploads are.
    pub media: BTreeSet<MediaKind>,
    /// Whether any match, or the whole case, is of no known category.
    pub unknown: bool,
    /// The categories of all matches, in capitals.
    pub categories: BTreeSet<String>,
}

/// What was kept as a [`Subject`] is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this does not say what a case is about")]
pub struct NoSubject;

impl OptOuts {
    /// Whether nothing is left out.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The same as it is compared: names without space around them, in capitals.
    ///
    /// # Errors
    /// [`OptOutProblem`].
    pub fn checked(self) -> Result<Self, OptOutProblem> {
        let named = self.categories.iter().map(|name| name.trim().to_ascii_uppercase());
        let categories: BTreeSet<String> = named.collect();
        let is_one =
            |name: &String| (1..=MAX_CATEGORY).contains(&name.chars().count()) && !name.chars().any(char::is_control);
        if categories.len() > MAX_CATEGORIES {
            Err(OptOutProblem::TooMany)
        } else if categories.iter().all(is_one) {
            Ok(Self { categories, ..self })
        } else {
            Err(OptOutProblem::NoCategory)
        }
    }

    /// Whether a case about this may be given to whoever left these out. What is not known counts as left out.
    pub fn allow(&self, subject: &Subject) -> bool {
        let unknown = subject.unknown && !self.categories.is_empty();
        !unknown && self.media.is_disjoint(&subject.media) && self.categories.is_disjoint(&subject.categories)
    }
}

impl Subject {
    /// Of one upload.
    pub fn of(facts: &Facts) -> Self {
        let named = facts.matches.iter().map(|m| m.category.as_deref().unwrap_or_default());
        Self::of_names(BTreeSet::from([facts.media]), named)
    }

    /// Of a class of cases: what is known of one that is over.
    pub fn of_class(class: &Class) -> Self {
        let media = MediaKind::of(Some(if class.moves { 2 } else { 1 }));
        Self::of_names(BTreeSet::from([media]), class.category.as_deref().into_iter())
    }

    /// With what one more upload of the same case is about.
    #[must_use]
    pub fn with(mut self, other: &Self) -> Self {
        self.media.extend(&other.media);
        self.unknown |= other.unknown;
        self.categories.extend(other.categories.iter().cloned());
        self
    }

    fn of_names<'a>(media: BTreeSet<MediaKind>, names: impl Iterator<Item = &'a str>) -> Self {
        let all: BTreeSet<String> = names.map(str::to_ascii_uppercase).collect();
        Self {
            media,
            unknown: all.is_empty() || all.contains(""),
            categories: all.into_iter().filter(|name| !name.is_empty()).collect(),
        }
    }
}

/// As it is kept beside a case: a line of its kinds of media, and one for each category, empty where none is known.
impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let media: Vec<&str> = self.media.iter().map(|media| name(*media)).collect();
        f.write_str(&media.join(" "))?;
        if self.unknown {
            f.write_str("\n")?;
        }
        self.categories.iter().try_for_each(|name| write!(f, "\n{name}"))
    }
}

impl FromStr for Subject {
    type Err = NoSubject;

    fn from_str(kept: &str) -> Result<Self, NoSubject> {
        let mut lines = kept.split('\n');
        let media = lines.next().unwrap_or_default().split(' ').map(|named| {
            let mut all = [MediaKind::Still, MediaKind::Animation].into_iter();
            all.find(|media| name(*media) == named).ok_or(NoSubject)
        });
        Ok(Self::of_names(media.collect::<Result<_, _>>()?, lines))
    }
}

fn name(media: MediaKind) -> &'static str {
    match media {
        MediaKind::Still => "still",
        MediaKind::Animation => "moves",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::{collection::btree_set, prelude::*, sample::subsequence};

    fn about(kept: &str) -> Subject {
        kept.parse().expect("it says what it is about")
    }

    fn without(categories: &[&str]) -> OptOuts {
        OptOuts {
            categories: categories.iter().map(|name| (*name).to_owned()).collect(),
            ..OptOuts::default()
        }
    }

    fn subjects() -> impl Strategy<Value = Subject> {
        let categories = btree_set("[A-D][12]?", 0..4);
        let media = subsequence(vec![MediaKind::Still, MediaKind::Animation], 1..=2);
        (media, any::<bool>(), categories).prop_map(|(media, unknown, categories)| Subject {
            media: media.into_iter().collect(),
            unknown: unknown || categories.is_empty(),
            categories,
        })
    }

    #[test]
    fn whoever_leaves_nothing_out_may_be_given_everything() {
        for kept in ["still", "moves\n", "still\nA1", "moves\nA1\nB2"] {
            assert!(OptOuts::default().allow(&about(kept)), "{kept}");
        }
    }

    #[test]
    fn one_match_of_a_category_is_enough_and_what_is_unknown_counts_as_left_out() {
        let mine = without(&["B2"]);
        for (kept, may) in [
            ("still\nA1", true),
            ("still\nA1\nB2", false),
            ("still\nb2", false),
            ("still", false),
            ("still\n\nA1", false),
        ] {
            assert_eq!(mine.allow(&about(kept)), may, "{kept:?}");
        }
    }

    #[test]
    fn media_are_left_out_whatever_they_are_about() {
        let mine = OptOuts {
            media: BTreeSet::from([MediaKind::Animation]),
            ..OptOuts::default()
        };
        assert!(mine.allow(&about("still")));
        assert!(!mine.allow(&about("moves\nA1")) && !mine.allow(&about("still moves\nA1")));
    }

    #[test]
    fn names_are_compared_without_regard_to_case_and_no_list_s_are_refused() {
        assert_eq!(without(&[" b2 "]).checked(), Ok(without(&["B2"])));
        for name in ["", "  ", "B\n2", &"x".repeat(MAX_CATEGORY + 1)] {
            assert_eq!(without(&[name]).checked(), Err(OptOutProblem::NoCategory), "{name:?}");
        }
        let many: Vec<String> = (0..=MAX_CATEGORIES).map(|number| format!("C{number}")).collect();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        assert_eq!(without(&many).checked(), Err(OptOutProblem::TooMany));
    }

    proptest! {
        #[test]
        fn a_subject_is_read_as_it_was_kept(subject in subjects()) {
            prop_assert_eq!(about(&subject.to_string()), subject);
        }

        #[test]
        fn a_case_is_for_whoever_takes_all_of_its_uploads(
            one in subjects(), other in subjects(), left_out in subsequence(vec!["A", "A1", "B", "C2"], 0..4),
            media in subsequence(vec![MediaKind::Still, MediaKind::Animation], 0..=1),
        ) {
            let mine = OptOuts { media: media.into_iter().collect(), ..without(&left_out) };
            let both = one.clone().with(&other);
            prop_assert_eq!(mine.allow(&both), mine.allow(&one) && mine.allow(&other));
        }
    }
}
