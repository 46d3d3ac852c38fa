//! A sentence through the system's own notifications, for whoever has another window in front.
//!
//! Knows nothing of when there is something to say, nor in which language. A sentence is bounded and plain: systems
//! read marks in it, and keep what they have shown in lists of their own.

use notify_rust::Notification;

/// The longest sentence that is shown, characters: two lines in the lists that systems keep.
const MOST: usize = 160;

/// What it is said to come from.
const PRODUCT: &str = "Scrim";

/// Shows sentences.
pub trait Notices: Send + Sync {
    /// Shows one. Waits for the system, and for nobody to have read it.
    ///
    /// # Errors
    /// [`NotShown`].
    fn show(&self, sentence: &Sentence) -> Result<(), NotShown>;
}

/// The system takes no notifications.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the system shows no notifications: {0}")]
pub struct NotShown(pub String);

/// What may be shown: one line without marks, of [`MOST`] characters at most.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence(String);

impl Sentence {
    /// What of a text can be shown; none where that is nothing.
    pub fn of(text: &str) -> Option<Self> {
        let plain = |sign: &char| !sign.is_control() && !['<', '>', '&'].contains(sign);
        let kept: String = text.trim().chars().filter(plain).take(MOST).collect();
        (!kept.is_empty()).then_some(Self(kept))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The notifications of this system.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemNotices;

impl Notices for SystemNotices {
    fn show(&self, sentence: &Sentence) -> Result<(), NotShown> {
        let shown = Notification::new()
            .appname(PRODUCT)
            .summary(PRODUCT)
            .body(sentence.as_str())
            .show();
        shown.map(drop).map_err(|error| NotShown(error.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_is_one_plain_line_and_not_long() {
        let shown = |text: &str| Sentence::of(text).map(|sentence| sentence.as_str().to_owned());
        assert_eq!(shown(" The break is over. "), Some("The break is over.".to_owned()));
        assert_eq!(shown("a\nb<img src=\"x\">&c"), Some("abimg src=\"x\"c".to_owned()));
        assert_eq!(shown(" \n\0"), None);
        assert_eq!(shown(&"é".repeat(1_000)).map(|text| text.chars().count()), Some(MOST));
    }
}
