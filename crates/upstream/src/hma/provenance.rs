//! Whose entry an exchange's content is, in that exchange's own words.

use super::BankName;

/// Where content came from: an exchange and what the exchange knows it by. Unlike the content's number it stays what
/// it is when the entry is deleted there and added again.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Provenance {
    /// The exchange, which has its bank's name.
    pub exchange: BankName,
    /// What it was fetched as, to the letter.
    pub fetch_id: String,
}

/// What a fetch id says, as far as it can be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UpstreamId {
    /// NCMEC: a member and that member's entry, which is what its feedback asks for.
    Entry {
        /// The member.
        member: String,
        /// The entry; it may have dashes.
        entry: String,
    },
    /// `StopNCII`, the samples and others: a kind of hash and the hash, which HMA writes as Python would print it.
    Signal {
        /// The kind.
        kind: String,
        /// The hash.
        hash: String,
    },
    /// Anything else, kept as it is.
    Text(String),
}

impl UpstreamId {
    /// Reads what was fetched from an exchange that speaks `api`.
    pub fn read(api: &str, fetch_id: &str) -> Self {
        let known = match api {
            "ncmec" => entry(fetch_id),
            _ => signal(fetch_id),
        };
        known.unwrap_or_else(|| Self::Text(fetch_id.to_owned()))
    }
}

/// `42-image-1`: the member is what comes before the first dash.
fn entry(text: &str) -> Option<UpstreamId> {
    let (member, entry) = text.split_once('-')?;
    (!member.is_empty() && !entry.is_empty()).then(|| UpstreamId::Entry {
        member: member.to_owned(),
        entry: entry.to_owned(),
    })
}

/// `('pdq', '6227…')`, with nothing in it that Python would have escaped.
fn signal(text: &str) -> Option<UpstreamId> {
    let inside = text.strip_prefix("('")?.strip_suffix("')")?;
    let (kind, hash) = inside.split_once("', '")?;
    let plain = |part: &str| !part.is_empty() && !part.contains(['\'', '"', '\\']);
    (plain(kind) && plain(hash)).then(|| UpstreamId::Signal {
        kind: kind.to_owned(),
        hash: hash.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> UpstreamId {
        UpstreamId::Text(text.to_owned())
    }

    #[test]
    fn the_first_dash_parts_a_member_from_an_entry_that_may_have_dashes() {
        let entry = |member: &str, entry: &str| UpstreamId::Entry {
            member: member.to_owned(),
            entry: entry.to_owned(),
        };
        assert_eq!(UpstreamId::read("ncmec", "42-image1"), entry("42", "image1"));
        assert_eq!(UpstreamId::read("ncmec", "42-a-b--c"), entry("42", "a-b--c"));
        for odd in ["42", "-image1", "42-", ""] {
            assert_eq!(UpstreamId::read("ncmec", odd), text(odd));
        }
    }

    #[test]
    fn what_python_printed_is_read_and_anything_else_is_kept() {
        let read = UpstreamId::read("stop_ncii", "('pdq', '6227')");
        let (kind, hash) = ("pdq".to_owned(), "6227".to_owned());
        assert_eq!(read, UpstreamId::Signal { kind, hash });
        for odd in ["('pdq', '62', '27')", "('pdq',)", "(1, 2)", "6227", "('p\\'dq', 'x')"] {
            assert_eq!(UpstreamId::read("sample", odd), text(odd));
        }
    }
}
