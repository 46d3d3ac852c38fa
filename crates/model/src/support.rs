//! Whom a person can turn to: the organisation's support line and counsellors, one key away on every screen.
//!
//! Knows nobody's use of it: that somebody opened the list is told to no hub and written nowhere.

use serde::{Deserialize, Serialize};

/// The most contacts.
pub const MOST_CONTACTS: usize = 8;

/// The longest of each line, in characters.
pub const MOST_CHARACTERS: usize = 160;

/// What the organisation offers. Nothing, until somebody says so.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Support {
    /// Whom to turn to, in the order they are shown; at most eight.
    pub contacts: Vec<Contact>,
}

/// Somebody to turn to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// Who: a line of at most 160 characters, like all of these.
    pub name: String,
    /// How to reach them.
    pub reach: String,
    /// When, or what it costs, or that it is confidential; may be empty.
    #[serde(default)]
    pub note: String,
}

/// Contacts that are not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SupportProblem {
    /// Too many.
    #[error("there are at most {MOST_CONTACTS} contacts")]
    TooMany,
    /// A line is missing, too long, or more than one.
    #[error(
        "a contact has a name, a way to reach it and perhaps a note, each in one line of at most {MOST_CHARACTERS} characters"
    )]
    Line,
}

impl Support {
    /// The same, trimmed.
    ///
    /// # Errors
    /// [`SupportProblem`].
    pub fn checked(self) -> Result<Self, SupportProblem> {
        if self.contacts.len() > MOST_CONTACTS {
            return Err(SupportProblem::TooMany);
        }
        let contacts = self.contacts.into_iter().map(Contact::checked);
        Ok(Self {
            contacts: contacts.collect::<Result<_, _>>()?,
        })
    }
}

impl Contact {
    fn checked(self) -> Result<Self, SupportProblem> {
        let [name, reach, note] = [self.name, self.reach, self.note].map(|line| line.trim().to_owned());
        let is_line = |line: &String| line.chars().count() <= MOST_CHARACTERS && !line.chars().any(char::is_control);
        let fits = [&name, &reach, &note].into_iter().all(is_line);
        if name.is_empty() || reach.is_empty() || !fits {
            return Err(SupportProblem::Line);
        }
        Ok(Self { name, reach, note })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contact(name: &str, reach: &str, note: &str) -> Contact {
        Contact {
            name: name.into(),
            reach: reach.into(),
            note: note.into(),
        }
    }

    #[test]
    fn lines_are_trimmed_and_a_note_may_be_missing() {
        let contacts = vec![contact(" Line ", " 0800 1 ", "")];
        let taken = Support { contacts }.checked().expect("as it should be");
        assert_eq!(taken.contacts, [contact("Line", "0800 1", "")]);
    }

    #[test]
    fn what_is_no_line_is_refused() {
        let long = "x".repeat(MOST_CHARACTERS + 1);
        for wrong in [
            contact("", "0800", ""),
            contact("Line", "  ", ""),
            contact("Line", &long, ""),
            contact("Li\nne", "0800", ""),
            contact("Line", "0800", &long),
        ] {
            let contacts = vec![wrong];
            assert_eq!(Support { contacts }.checked(), Err(SupportProblem::Line));
        }
        let contacts = vec![contact("Line", "0800", ""); MOST_CONTACTS + 1];
        assert_eq!(Support { contacts }.checked(), Err(SupportProblem::TooMany));
    }
}
