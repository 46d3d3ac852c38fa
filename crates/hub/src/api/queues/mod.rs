//! Queues for those who run them: what holds in them, the rules by which cases come, and where cases are.

pub(super) mod agreement;
pub(super) mod cases;
pub(super) mod directory;
pub(super) mod flow;
pub(super) mod recipients;
pub(super) mod redirect;
pub(super) mod rules;
pub(super) mod set_up;
pub(super) mod splits;

use super::ApiProblem;
use scrim_model::queue::MAX_WORDS;
use scrim_wire::Code;

/// Words that somebody wrote: trimmed, not empty, not too long, and of characters that every database keeps.
///
/// # Errors
/// `bad_request` with what to change.
pub(super) fn words(text: &str) -> Result<String, ApiProblem> {
    line_of(text, MAX_WORDS, |c| c == '\0')
}

/// A reason, where one is given.
///
/// # Errors
/// As [`words`].
pub(super) fn reason(text: Option<&str>) -> Result<Option<String>, ApiProblem> {
    text.filter(|text| !text.trim().is_empty()).map(words).transpose()
}

/// A name on one line.
///
/// # Errors
/// As [`words`].
fn name(text: &str) -> Result<String, ApiProblem> {
    line_of(text, scrim_model::queue::MAX_NAME, char::is_control)
}

/// The word by which somebody outside knows something, on one line.
///
/// # Errors
/// As [`words`].
pub(super) fn reference(text: &str) -> Result<String, ApiProblem> {
    line_of(text, scrim_model::appeal::MAX_REFERENCE, char::is_control)
}

fn line_of(text: &str, most: usize, refused: impl Fn(char) -> bool) -> Result<String, ApiProblem> {
    let text = text.trim();
    if text.is_empty() || text.chars().count() > most || text.chars().any(refused) {
        let says = format!("write 1 to {most} characters, without control characters");
        return Err(ApiProblem::new(Code::BadRequest, says));
    }
    Ok(text.to_owned())
}
