//! Who an organisation's identity provider says somebody is, and what that makes of them here.
//!
//! Knows no token, no signature and no HTTP: what it is told has been verified.

use crate::{ids::QueueId, person::Role, time::Span};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// How long somebody may take to sign in at their provider.
pub const ATTEMPT_LASTS: Span = Span::minutes(10);

/// The most sign-ins under way at once. Beyond that the oldest make room: whoever floods a hub then has to do so
/// faster than people sign in, and fills no disk.
pub const MOST_ATTEMPTS: u32 = 10_000;

/// How long a session lasts that began at a provider, if nobody says otherwise: whoever is removed there is out
/// here within a working day.
pub const SESSION_LASTS: Span = Span::hours(12);

/// The longest name of a group, characters.
pub const MAX_GROUP: usize = 200;

/// The longest name that is made of what a provider says, characters.
pub const MAX_NAME: usize = 60;

/// What a group of the provider makes of whoever is in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct GroupGives {
    /// What they are here for.
    pub role: Role,
    /// Queues that they may take from beside those that are theirs anyway.
    #[serde(default)]
    pub queues: BTreeSet<QueueId>,
}

/// What is wrong with a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum GroupProblem {
    /// It has no name, or a very long one.
    #[error("a group's name has 1 to {MAX_GROUP} characters, none of them invisible")]
    Name,
    /// Nobody comes in as a program.
    #[error("a source has a key and is nobody's role: give a group moderator, lead or admin")]
    Source,
}

/// Checks that a group can be meant.
///
/// # Errors
/// [`GroupProblem`].
pub fn check_group(name: &str, gives: &GroupGives) -> Result<(), GroupProblem> {
    let length = name.chars().count();
    if name.trim() != name || !(1..=MAX_GROUP).contains(&length) || name.chars().any(char::is_control) {
        Err(GroupProblem::Name)
    } else if gives.role == Role::Source {
        Err(GroupProblem::Source)
    } else {
        Ok(())
    }
}

/// What somebody is here for who is in groups that give these roles: the highest, and nothing without a group. An
/// admin's is the highest and does not review, so whoever is in both kinds of groups looks at nothing.
pub fn role_of(roles: impl IntoIterator<Item = Role>) -> Option<Role> {
    roles.into_iter().filter(|role| *role != Role::Source).max()
}

/// The name that somebody gets here, of what their provider says, the best first. It is shown and nothing else:
/// whoever signs in is known by issuer and subject.
pub fn display_name<'a>(said: impl IntoIterator<Item = Option<&'a str>>) -> String {
    let tidy = |name: &str| {
        let visible: String = name
            .chars()
            .filter(|letter| !letter.is_control())
            .take(MAX_NAME)
            .collect();
        visible.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let mut names = said.into_iter().flatten().map(tidy);
    names
        .find(|name| !name.is_empty())
        .unwrap_or_else(|| "someone".to_owned())
}

/// The same name once more: the first is `name` itself.
pub fn numbered(name: &str, number: u32) -> String {
    if number < 2 {
        name.to_owned()
    } else {
        format!("{name} ({number})")
    }
}

/// Whether a browser may be sent there with a code: this machine by its number, a port, one path, nothing else. A
/// name could be resolved to elsewhere.
pub fn is_loopback_redirect(text: &str) -> bool {
    let port = text
        .strip_prefix("http://127.0.0.1:")
        .and_then(|rest| rest.strip_suffix("/callback"));
    port.is_some_and(|port| {
        let digits = port.bytes().all(|byte| byte.is_ascii_digit()) && !port.starts_with('0');
        digits && port.parse::<u16>().is_ok()
    })
}

/// Whether this can be the SHA-256 of a verifier, in base64 for addresses.
pub fn is_challenge(text: &str) -> bool {
    text.len() == 43 && text.bytes().all(is_base64)
}

/// Whether this can be a verifier (RFC 7636, 4.1).
pub fn is_verifier(text: &str) -> bool {
    (43..=128).contains(&text.len()) && text.bytes().all(|byte| is_base64(byte) || byte == b'.' || byte == b'~')
}

fn is_base64(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_'
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_highest_of_the_groups_decides_and_no_group_gives_nothing() {
        use Role::{Admin, Lead, Moderator, Source};
        assert_eq!(role_of([]), None);
        assert_eq!(role_of([Source]), None, "nobody comes in as a program");
        assert_eq!(role_of([Moderator, Lead, Moderator]), Some(Lead));
        let both = role_of([Moderator, Admin]).expect("a role");
        assert!(
            !both.allows(crate::person::Permission::Review),
            "an admin does not look"
        );
    }

    #[test]
    fn a_code_goes_to_this_machine_and_nowhere_else() {
        assert!(is_loopback_redirect("http://127.0.0.1:1/callback"));
        assert!(is_loopback_redirect("http://127.0.0.1:65535/callback"));
        for elsewhere in [
            "https://127.0.0.1:1/callback",
            "http://localhost:1/callback",
            "http://127.0.0.1/callback",
            "http://127.0.0.1:/callback",
            "http://127.0.0.1:0/callback",
            "http://127.0.0.1:01/callback",
            "http://127.0.0.1:65536/callback",
            "http://127.0.0.1:1@elsewhere/callback",
            "http://127.0.0.1:1/callback?x=/callback",
            "http://127.0.0.1:+1/callback",
            "http://127.0.0.1:1/callback#",
            " http://127.0.0.1:1/callback",
            "http://127.0.0.1:1.elsewhere/callback",
        ] {
            assert!(!is_loopback_redirect(elsewhere), "{elsewhere}");
        }
    }

    proptest! {
        #[test]
        fn whatever_may_follow_the_number_is_a_port_and_the_path(rest in ".{0,20}") {
            let text = format!("http://127.0.0.1:{rest}/callback");
            let port = rest.parse::<u16>().is_ok_and(|port| port > 0 && port.to_string() == rest);
            prop_assert_eq!(is_loopback_redirect(&text), port);
        }

        #[test]
        fn a_name_is_short_visible_and_never_empty(said in proptest::option::of(".*")) {
            let name = display_name([said.as_deref()]);
            prop_assert!((1..=MAX_NAME).contains(&name.chars().count()));
            prop_assert!(!name.chars().any(char::is_control));
            prop_assert_eq!(name.trim(), name.as_str());
        }
    }

    #[test]
    fn the_first_name_that_says_anything_is_taken() {
        assert_eq!(
            display_name([None, Some(" \n"), Some("Robin\t Day"), Some("x")]),
            "Robin Day"
        );
        assert_eq!(
            (numbered("Robin", 1), numbered("Robin", 3)),
            ("Robin".into(), "Robin (3)".into())
        );
    }

    #[test]
    fn a_verifier_and_its_hash_have_their_lengths_and_letters() {
        assert!(is_challenge(&"a".repeat(43)) && is_verifier(&"~".repeat(128)));
        for none in [
            String::new(),
            "a".repeat(42),
            "a".repeat(44),
            "=".repeat(43),
            "ä".repeat(22),
        ] {
            assert!(!is_challenge(&none), "{none}");
        }
        for none in ["a".repeat(42), "a".repeat(129), " ".repeat(43)] {
            assert!(!is_verifier(&none), "{none}");
        }
    }

    #[test]
    fn a_group_has_a_name_and_is_for_people() {
        let gives = |role| GroupGives {
            role,
            queues: BTreeSet::new(),
        };
        assert_eq!(check_group("/team/moderators", &gives(Role::Moderator)), Ok(()));
        for none in ["", " a", "a\n", &"x".repeat(MAX_GROUP + 1)] {
            assert_eq!(check_group(none, &gives(Role::Lead)), Err(GroupProblem::Name), "{none}");
        }
        assert_eq!(check_group("a", &gives(Role::Source)), Err(GroupProblem::Source));
    }
}
