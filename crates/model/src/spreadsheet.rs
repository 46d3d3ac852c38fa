//! What becomes of a name in a file that is opened in a spreadsheet. Knows no format: quoting is whoever writes the file's.

use std::borrow::Cow;

/// What a spreadsheet takes a value for a formula by: the signs that OWASP names for CSV injection.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// A text as a value that no spreadsheet carries out: one that would be a formula has an apostrophe before it, which
/// spreadsheets read as "this is text".
pub fn as_text(value: &str) -> Cow<'_, str> {
    if value.starts_with(FORMULA) {
        Cow::Owned(format!("'{value}"))
    } else {
        Cow::Borrowed(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_formula_becomes_text_and_a_name_stays_as_it_is() {
        assert_eq!(as_text("=1+1"), "'=1+1");
        assert_eq!(as_text("\tx"), "'\tx");
        assert_eq!(as_text("a=1"), "a=1");
        assert_eq!(as_text(""), "");
    }

    proptest! {
        #[test]
        fn nothing_is_a_formula_afterwards_and_nothing_is_lost(value in ".*") {
            let text = as_text(&value);
            prop_assert!(!text.starts_with(FORMULA));
            prop_assert!(text.ends_with(&value) && text.len() <= value.len() + 1);
        }
    }
}
