//! Links to cases, and what a start of the desk asks of the one that is open already.
//!
//! A link comes from anywhere: a page, a mail, a colleague. Nothing of it is looked at but the id, and nothing else of it
//! goes any further. It names no hub, since it must not lead anybody to one.

use scrim_model::ids::CaseId;
use std::ffi::OsStr;

/// The scheme by which systems know whose links these are.
pub const SCHEME: &str = "scrim-desk";

/// What a link to a case begins with; its id follows.
pub const CASE_LINK: &str = "scrim-desk://case/";

/// The longest text in which a link is looked for, bytes: one is 54 long, and may stand between spaces.
const LONGEST_BYTES: usize = 256;

/// An id as people see it, with its hyphens.
const ID_BYTES: usize = 36;

/// The longest line of a [`Summons`], bytes, its end included.
pub const SUMMONS_BYTES: usize = 64;

const WINDOW: &str = "window";
const NO_LINK: &str = "no link";
const CASE: &str = "case ";

/// The case of a link, or of the id alone.
pub fn case_of(link: &str) -> Option<CaseId> {
    if link.len() > LONGEST_BYTES {
        return None;
    }
    let link = link.trim();
    let begins = |head: &&str| head.eq_ignore_ascii_case(CASE_LINK);
    let rest = link
        .get(..CASE_LINK.len())
        .filter(begins)
        .and(link.get(CASE_LINK.len()..));
    let id = rest.unwrap_or(link);
    // The parser takes other spellings too, which no link has.
    if id.len() == ID_BYTES { id.parse().ok() } else { None }
}

/// What the desk is started for. It is all that a second start can say to the first one, whatever it was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Summons {
    /// Its window.
    Window,
    /// A case, by its link.
    Case(CaseId),
    /// Something that was to be a link and is none.
    NoLink,
}

impl Summons {
    /// By the argument of a start, of which nobody knows where it comes from.
    pub fn of_argument(argument: Option<&OsStr>) -> Self {
        match argument {
            None => Self::Window,
            Some(given) => given.to_str().and_then(case_of).map_or(Self::NoLink, Self::Case),
        }
    }

    /// As one line, with its end.
    pub fn line(self) -> String {
        match self {
            Self::Window => format!("{WINDOW}\n"),
            Self::NoLink => format!("{NO_LINK}\n"),
            Self::Case(case) => format!("{CASE}{case}\n"),
        }
    }

    /// Reads such a line; none where it is another.
    pub fn read(line: &str) -> Option<Self> {
        match line.strip_suffix('\n')? {
            WINDOW => Some(Self::Window),
            NO_LINK => Some(Self::NoLink),
            other => other
                .strip_prefix(CASE)
                .filter(|id| id.len() == ID_BYTES)?
                .parse()
                .ok()
                .map(Self::Case),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn any_case() -> impl Strategy<Value = CaseId> {
        any::<u128>().prop_map(|bits| CaseId(Uuid::from_u128(bits)))
    }

    proptest! {
        #[test]
        fn a_link_and_an_id_are_read_however_they_are_written(case in any_case(), loud in any::<bool>(), ahead in " {0,20}") {
            let written = |text: String| if loud { text.to_uppercase() } else { text };
            for text in [format!("{CASE_LINK}{case}"), case.to_string()] {
                let text = format!("{ahead}{}\n", written(text));
                prop_assert_eq!(case_of(&text), Some(case));
                prop_assert_eq!(Summons::of_argument(Some(OsStr::new(&text))), Summons::Case(case));
            }
        }

        #[test]
        fn whatever_is_read_out_of_a_text_is_all_that_stands_there(text in "(?i)(scrim-desk:)?/{0,3}(case/)?[ -~é]{0,60}") {
            if let Some(case) = case_of(&text) {
                let plain = text.trim().to_lowercase();
                let link = format!("{CASE_LINK}{case}");
                prop_assert!(plain == case.to_string() || plain == link);
            }
        }

        #[test]
        fn anything_at_the_end_of_a_link_makes_it_none(case in any_case(), end in "[!-~]{1,40}") {
            prop_assert_eq!(case_of(&format!("{CASE_LINK}{case}{end}")), None);
        }

        #[test]
        fn a_summons_is_read_as_it_was_said_and_is_short(case in any_case()) {
            for summons in [Summons::Window, Summons::NoLink, Summons::Case(case)] {
                let line = summons.line();
                prop_assert!(line.len() <= SUMMONS_BYTES);
                prop_assert_eq!(Summons::read(&line), Some(summons));
            }
        }

        #[test]
        fn a_line_that_was_not_said_like_this_is_none(line in "(window|no link|case )?[ -~]{0,50}\n?") {
            let known = Summons::read(&line).map(|summons| summons.line().to_lowercase());
            prop_assert!(known.is_none_or(|said| said == line.to_lowercase()));
        }
    }

    #[test]
    fn what_is_no_link_is_none_whoever_wrote_it() {
        let id = "01900000-0000-7000-8000-000000000001";
        for other in [
            String::new(),
            CASE_LINK.into(),
            format!("https://hub.example/case/{id}"),
            format!("scrim-desk://evil.example/case/{id}"),
            format!("scrim-desk:case/{id}"),
            format!("{CASE_LINK}{id}?hub=https://evil.example"),
            format!("{CASE_LINK}urn:uuid:{id}"),
            format!("{CASE_LINK}{{{id}}}"),
            format!("{CASE_LINK}{}", id.replace('-', "")),
            format!("{}{CASE_LINK}{id}", " ".repeat(1_000)),
            "--data=/elsewhere".into(),
        ] {
            assert_eq!(case_of(&other), None, "{other}");
            assert_eq!(
                Summons::of_argument(Some(OsStr::new(&other))),
                Summons::NoLink,
                "{other}"
            );
        }
        assert_eq!(Summons::of_argument(None), Summons::Window);
    }
}
