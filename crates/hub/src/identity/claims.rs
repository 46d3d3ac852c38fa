//! What a provider says of somebody, beyond what every provider says in the same words.

use openidconnect::{AdditionalClaims, EndUserName, EndUserUsername, LocalizedClaim, SubjectIdentifier};
use scrim_model::identity::{MAX_GROUP, display_name};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// The most groups of one person that are read.
const MOST_GROUPS: usize = 2_000;

/// Every claim that has no fixed meaning.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct Others(#[serde(default)] Map<String, Value>);

impl AdditionalClaims for Others {}

impl Others {
    /// Somebody's groups, in the claim of this name; none where nothing is said of any.
    pub(super) fn groups(&self, claim: &str) -> Option<Vec<String>> {
        let fits = |name: &&str| !name.is_empty() && name.chars().count() <= MAX_GROUP;
        match self.0.get(claim)? {
            Value::String(one) => Some(vec![one.clone()]),
            Value::Array(many) => {
                let names = many.iter().filter_map(Value::as_str).filter(fits);
                Some(names.take(MOST_GROUPS).map(str::to_owned).collect())
            }
            _ => Some(Vec::new()),
        }
    }
}

/// Whether this can be somebody's name at a provider (OpenID Connect Core, 2).
pub(super) fn names_somebody(subject: &SubjectIdentifier) -> bool {
    (1..=255).contains(&subject.len()) && !subject.chars().any(char::is_control)
}

/// What somebody is called: by what they sign in with, else by their name, else by who they are to the provider.
pub(super) fn name(
    preferred: Option<&EndUserUsername>,
    name: Option<&LocalizedClaim<EndUserName>>,
    subject: &SubjectIdentifier,
) -> String {
    let preferred = preferred.map(|name| name.as_str());
    let name = name.and_then(|names| names.get(None)).map(|name| name.as_str());
    display_name([preferred, name, Some(subject.as_str())])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn groups(text: &str) -> Option<Vec<String>> {
        serde_json::from_str::<Others>(text)
            .expect("an object")
            .groups("groups")
    }

    #[test]
    fn a_subject_is_short_and_visible() {
        let names = |text: &str| names_somebody(&SubjectIdentifier::new(text.to_owned()));
        assert!(names("248289761001") && names(&"a".repeat(255)));
        for none in ["", "a\0b", &"a".repeat(256)] {
            assert!(!names(none), "{none:?}");
        }
    }

    #[test]
    fn groups_are_a_list_of_names_or_one_name_and_nothing_else() {
        assert_eq!(
            groups(r#"{"groups": ["a", "/b c", 7, ""]}"#),
            Some(vec!["a".into(), "/b c".into()])
        );
        assert_eq!(groups(r#"{"groups": "a"}"#), Some(vec!["a".into()]));
        assert_eq!(groups(r#"{"groups": {"a": true}}"#), Some(Vec::new()));
        assert_eq!(groups(r#"{"roles": ["a"]}"#), None);
    }
}
