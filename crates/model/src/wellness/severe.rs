//! Which categories an organisation calls severe.
//!
//! Codes are compared without regard to case and to blanks around them, since lists write them as they please.

use serde::{Deserialize, Serialize};

/// How many categories the list has at most.
pub const MOST_SEVERE: usize = 200;

/// The longest code, in bytes.
pub const LONGEST_CODE: usize = 100;

/// The severe categories.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Severe {
    /// Their codes, as the lists of hashes give them.
    pub categories: Vec<String>,
    /// Whether an entry that names no category counts as severe too.
    #[serde(default)]
    pub unknown_is_severe: bool,
}

/// Why a list of severe categories is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SevereProblem {
    /// More than any list of categories has.
    #[error("at most {MOST_SEVERE} categories can be severe: name those that weigh most")]
    TooMany,
    /// Empty or too long.
    #[error("a category's code has 1 to {LONGEST_CODE} bytes")]
    Code,
}

impl Severe {
    /// A list that came from outside, once it is known to make sense.
    ///
    /// # Errors
    /// [`SevereProblem`] with what does not.
    pub fn checked(self) -> Result<Self, SevereProblem> {
        if self.categories.len() > MOST_SEVERE {
            return Err(SevereProblem::TooMany);
        }
        let fits = |code: &String| !folded(code).is_empty() && code.len() <= LONGEST_CODE && !code.contains('\0');
        if self.categories.iter().all(fits) {
            Ok(self)
        } else {
            Err(SevereProblem::Code)
        }
    }

    /// Whether a case is severe: one of the entries that it was recognised as is enough.
    pub fn is_one_of<'a>(&self, categories: impl IntoIterator<Item = Option<&'a str>>) -> bool {
        categories.into_iter().any(|category| match category {
            Some(code) => self.categories.iter().any(|severe| folded(severe) == folded(code)),
            None => self.unknown_is_severe,
        })
    }
}

fn folded(code: &str) -> String {
    code.trim().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn severe(categories: &[&str], unknown_is_severe: bool) -> Severe {
        Severe {
            categories: categories.iter().map(|code| (*code).to_owned()).collect(),
            unknown_is_severe,
        }
    }

    #[test]
    fn one_severe_entry_is_enough_however_its_code_is_written() {
        let list = severe(&[" A1", "Cat ä"], false);
        assert!(list.is_one_of([Some("B2"), Some("a1 ")]));
        assert!(list.is_one_of([Some("CAT Ä")]));
        assert!(!list.is_one_of([Some("B2"), None]));
        assert!(!list.is_one_of([]));
    }

    #[test]
    fn an_entry_without_a_category_is_severe_where_the_organisation_says_so() {
        assert!(severe(&[], true).is_one_of([Some("B2"), None]));
        assert!(!severe(&[], true).is_one_of([Some("B2")]));
    }

    #[test]
    fn a_list_that_makes_no_sense_is_refused() {
        assert_eq!(severe(&["  "], false).checked(), Err(SevereProblem::Code));
        assert_eq!(
            severe(&["A"; MOST_SEVERE + 1], false).checked(),
            Err(SevereProblem::TooMany)
        );
        assert!(severe(&["A", "b"], true).checked().is_ok());
        assert!(severe(&["A"; MOST_SEVERE], false).checked().is_ok());
        let (longest, longer) = ("x".repeat(LONGEST_CODE), "x".repeat(LONGEST_CODE + 1));
        assert!(severe(&[&longest], false).checked().is_ok());
        for code in [longer.as_str(), "A\0"] {
            assert_eq!(severe(&[code], false).checked(), Err(SevereProblem::Code), "{code:?}");
        }
    }
}
