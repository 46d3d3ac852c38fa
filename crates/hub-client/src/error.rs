//! What can go wrong with a call, sorted by whose fault it is.

use scrim_wire::{Code, Problem};

/// The silence of a hub whose certificate this system does not trust.
pub(crate) const UNTRUSTED: &str = "its certificate is not trusted";

/// Why a call has no answer to give.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum ClientError {
    /// The hub said no, and why.
    #[error("the hub refused: {:?} (incident {})", .0.code, .0.incident)]
    Refused(Problem),
    /// No answer came: no network, no hub, or too slow.
    #[error("the hub does not answer: {reason}")]
    Unreachable {
        /// What kind of silence.
        reason: &'static str,
    },
    /// Whatever answered does not speak this version's contract.
    #[error("the answer to {operation} is not what a hub says (status {status}): {oddity}")]
    Protocol {
        /// What was asked.
        operation: &'static str,
        /// The status it came with.
        status: u16,
        /// What is odd about it.
        oddity: Oddity,
    },
}

/// What is odd about an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Oddity {
    /// More bytes than this operation may answer.
    #[error("too long")]
    TooLong,
    /// Not the JSON that the contract names.
    #[error("does not parse")]
    Unparsable,
    /// It holds a word that this version does not know: a newer hub's.
    #[error("says what only a newer desk knows")]
    TooNew,
    /// It has no such operation: an older hub's.
    #[error("has no such operation yet")]
    TooOld,
    /// An error without the contract's shape.
    #[error("no problem in it")]
    NoProblem,
}

impl ClientError {
    /// The code of a refusal, of an answer that only a newer desk reads, or of what only a newer hub can do.
    pub fn code(&self) -> Option<Code> {
        match self {
            Self::Refused(problem) => Some(problem.code),
            Self::Protocol {
                oddity: Oddity::TooNew, ..
            } => Some(Code::HubTooNew),
            Self::Protocol {
                oddity: Oddity::TooOld, ..
            } => Some(Code::NoSuchOperation),
            Self::Unreachable { .. } | Self::Protocol { .. } => None,
        }
    }

    /// Whether nothing was said because the hub's certificate is not trusted for its address.
    pub fn is_untrusted(&self) -> bool {
        matches!(self, Self::Unreachable { reason } if *reason == UNTRUSTED)
    }

    /// Whether the same call may well succeed later, unchanged.
    pub fn is_transient(&self) -> bool {
        match self {
            Self::Unreachable { .. } => true,
            Self::Refused(problem) => matches!(
                problem.code,
                Code::Unavailable | Code::NoRoom | Code::Internal | Code::TooManyTries
            ),
            Self::Protocol { status, .. } => *status >= 500,
        }
    }
}
