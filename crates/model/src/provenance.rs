//! Where an entry of a list comes from, as far as whoever reviews may know: who says so and by which name, shortened to be
//! read. An address is never told: it could be opened, and show a picture that nobody was granted.
//!
//! Knows nothing of how an entry was learned; what is kept with it are arguments.

use serde::{Deserialize, Serialize};

/// The longest name that is told whole, characters: a UUID without its dashes still is.
const WHOLE: usize = 32;

/// How many characters of a longer one are told, at each end.
const END: usize = 12;

/// How many exchanges are named of one entry.
pub const MOST_UPSTREAM: usize = 3;

/// Where an entry comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
#[serde(tag = "from", rename_all = "snake_case")]
pub enum Provenance {
    /// Its list, as a file, an admin or a service that numbers nothing has filled it.
    Import {
        /// What the list itself calls it, where it does.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "schema", ts(optional))]
        id: Option<String>,
    },
    /// A service outside lists it.
    Service {
        /// What the service is called here.
        service: String,
        /// The list there.
        list: String,
        /// Its number there.
        number: u64,
        /// Whose it is, where exchanges had brought it there; [`MOST_UPSTREAM`] at most.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        #[cfg_attr(feature = "schema", ts(as = "Option<Vec<Upstream>>", optional))]
        upstream: Vec<Upstream>,
    },
    /// A verdict here proposed it.
    Verdict,
}

/// An exchange, and what an entry is called there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
pub struct Upstream {
    /// The exchange.
    pub exchange: String,
    /// The name; none where it cannot be told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", ts(optional))]
    pub id: Option<String>,
}

impl Provenance {
    /// Of an entry that was imported, by whatever its list says of it.
    pub fn imported(kept: Option<&str>) -> Self {
        Self::Import {
            id: kept.and_then(readable),
        }
    }
}

/// A name to be read: its ends alone where it is long, and nothing where it is empty or an address.
pub fn readable(name: &str) -> Option<String> {
    let name: String = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() || name.chars().any(char::is_control) || is_address(&name) {
        return None;
    }
    let long = name.chars().count();
    if long <= WHOLE {
        return Some(name);
    }
    let head: String = name.chars().take(END).collect();
    let tail: String = name.chars().skip(long - END).collect();
    Some(format!("{head}…{tail}"))
}

/// Whether any word of it says where something can be fetched.
fn is_address(name: &str) -> bool {
    name.split([' ', ',', ';', '<', '>', '(', ')', '"', '\'']).any(|word| {
        let word = word.to_ascii_lowercase();
        let scheme = word.contains("://") || word.contains("www.") || word.contains("%2f%2f");
        let inline = ["data:", "blob:", "file:", "magnet:"]
            .iter()
            .any(|scheme| word.contains(scheme));
        scheme || inline || word.starts_with("//") || word.starts_with("\\\\") || is_path_at_a_host(&word)
    })
}

/// `example.org/picture`, which a browser takes for an address too, by its dot before the first slash.
fn is_path_at_a_host(word: &str) -> bool {
    let Some((host, _path)) = word.split_once('/') else {
        return false;
    };
    let host = host.rsplit('@').next().unwrap_or(host);
    host.starts_with('[') || host.contains('.')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_short_name_is_told_whole_and_a_long_one_by_its_ends() {
        assert_eq!(readable("  northern/4711 "), Some("northern/4711".to_owned()));
        assert_eq!(readable(&"7".repeat(WHOLE)), Some("7".repeat(WHOLE)));
        let long = format!("{}{}", "a".repeat(40), "b".repeat(40));
        assert_eq!(readable(&long).as_deref(), Some("aaaaaaaaaaaa…bbbbbbbbbbbb"));
        assert_eq!(readable(" \t "), None);
    }

    #[test]
    fn an_address_is_never_told_in_whatever_words_it_stands() {
        for address in [
            "https://example.org/a.jpg",
            "see HTTPS://EXAMPLE.ORG",
            "id 7 (http://10.0.0.1/x)",
            "//example.org/a",
            "www.example.org",
            "example.org/a.jpg",
            "user@example.org:8080/a",
            "[::1]/a",
            "data:text/plain,AAAA",
            "\\\\host\\share\\a.jpg",
            "https%3A%2F%2Fexample.org",
            "7,example.org/a.jpg",
        ] {
            assert_eq!(readable(address), None, "{address}");
        }
        for name in ["Shield: csam", "bank/12", "v1.2", "2024-05-01 12:30", "NCMEC 17/3"] {
            assert!(readable(name).is_some(), "{name}");
        }
    }

    proptest! {
        #[test]
        fn whatever_is_kept_what_is_told_is_short_and_names_no_scheme(
            before in ".{0,40}", host in "[a-z]{1,8}\\.[a-z]{2,3}", after in ".{0,40}",
        ) {
            let plain = readable(&before);
            prop_assert!(plain.is_none_or(|told| told.chars().count() <= WHOLE && !told.contains("://")));
            prop_assert_eq!(readable(&format!("{before} https://{host}/{after}")), None);
            prop_assert_eq!(readable(&format!("{before} {host}/{after}")), None);
        }
    }
}
