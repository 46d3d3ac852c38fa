//! What a failed call means: for the connection, for a button, for the person.

use crate::account::Failed;
use scrim_hub_client::ClientError;
use scrim_model::{
    person::Permission,
    rung::Rung,
    session::{
        Aim,
        view::{Allowed, Blocked, Kept},
    },
    wellness::{Refusal, Rule},
};
use scrim_wire::{
    Code, Problem,
    http::me::Me,
    ipc::{services::RefusedView, view::Message},
};

/// Whether nobody answered: no hub, or something in front of it that has none behind.
pub(super) fn is_silence(error: &Failed) -> bool {
    match error {
        Failed::Call(ClientError::Unreachable { .. }) => true,
        Failed::Call(ClientError::Protocol { status, .. }) => *status >= 500,
        Failed::Call(ClientError::Refused(_)) | Failed::SessionEnded(_) => false,
    }
}

/// The code to act on.
pub(super) fn code(error: &Failed) -> Option<Code> {
    match error {
        Failed::Call(call) => call.code(),
        Failed::SessionEnded(_) => None,
    }
}

/// Whether the hub has no such operation yet.
pub(super) fn is_of_an_older_hub(error: &Failed) -> bool {
    code(error) == Some(Code::NoSuchOperation)
}

/// The message a person gets; none for silence, which the view tells by itself.
pub(super) fn refusal(error: &Failed) -> Option<Message> {
    match error {
        Failed::Call(ClientError::Refused(Problem { code, until, .. })) => Some(Message::Refused {
            code: *code,
            until: *until,
        }),
        Failed::Call(ClientError::Protocol { .. }) if !is_silence(error) => Some(Message::Refused {
            code: code(error).unwrap_or(Code::Internal),
            until: None,
        }),
        Failed::Call(_) | Failed::SessionEnded(_) => None,
    }
}

/// Why something that was to be set was not taken, as it is said beside it.
pub(super) fn refused(error: &Failed) -> RefusedView {
    match error {
        Failed::Call(ClientError::Refused(problem)) => RefusedView {
            code: Some(problem.code),
            field: problem.setting.clone(),
            says: Some(problem.message.clone()),
        },
        Failed::Call(_) | Failed::SessionEnded(_) => RefusedView {
            code: code(error),
            field: None,
            says: None,
        },
    }
}

/// Whether the lease it was about is gone. A picture that is not found is no lost lease.
pub(super) fn is_gone(error: &Failed) -> bool {
    matches!(
        code(error),
        Some(Code::LeaseLost | Code::LeaseFenced | Code::NotYourLease | Code::AlreadyDecided | Code::PictureDestroyed)
    )
}

/// Why something was not granted, as a button says it; `max` is the highest rung allowed.
pub(super) fn blocked(error: &Failed, max: Rung) -> Blocked {
    match error {
        Failed::Call(ClientError::Refused(problem)) => by_problem(problem, max),
        Failed::Call(_) | Failed::SessionEnded(_) => unanswered(error),
    }
}

fn by_problem(problem: &Problem, max: Rung) -> Blocked {
    let until = problem.until;
    match problem.code {
        Code::OnBreak => Blocked::OnBreak { until },
        Code::BlockOver => Blocked::BlockOver { until },
        Code::BudgetSpent => Blocked::BudgetSpent { until },
        Code::DaySpent => Blocked::DaySpent { until },
        Code::RungNotAllowed => Blocked::RungNotAllowed { max, from: None },
        Code::ShiftOver => Blocked::ShiftOver { until },
        Code::ShiftEnding => Blocked::ShiftEnding { until },
        Code::CoolDown => Blocked::CoolDown { until },
        Code::BelowRequiredRung => needs(problem.needed_rung.unwrap_or(max)),
        Code::ColourFirst => Blocked::ColourFirst,
        Code::CaptureNotExcluded => Blocked::CaptureNotExcluded,
        Code::LeaseLost
        | Code::LeaseFenced
        | Code::AlreadyDecided
        | Code::NotYourLease
        | Code::NotFound
        | Code::PictureDestroyed
        | Code::LookOver => Blocked::NoPicture,
        Code::Unauthenticated
        | Code::TokenExpired
        | Code::WrongPassword
        | Code::SignInFailed
        | Code::SignedOutEverywhere
        | Code::SessionOver
        | Code::SwitchedOff
        | Code::NoGroup
        | Code::PasswordGiven
        | Code::TooManyTries
        | Code::Unavailable
        | Code::NoRoom
        | Code::Internal => Blocked::Offline,
        Code::Contradiction => Blocked::Contradiction,
        Code::AgainstPolicy => Blocked::NeedsReason,
        Code::BadRequest
        | Code::Forbidden
        | Code::NameTaken
        | Code::LastAdmin
        | Code::OwnRight
        | Code::OwnPassword
        | Code::ChangedSince
        | Code::ClassNotOffered
        | Code::NotForThem
        | Code::EmptyUpload
        | Code::TooLarge
        | Code::UnsupportedMedia
        | Code::IdempotencyConflict
        | Code::GraceOver
        | Code::NotConfirmed
        | Code::NothingToReport
        | Code::LegalHold
        | Code::CaseOpen
        | Code::LooserThanFloor
        | Code::SettingOutOfBounds
        | Code::RestingAboveMax
        | Code::OwnLimit
        | Code::NoSuchOperation
        | Code::HubTooNew => Blocked::NotOffered,
    }
}

fn needs(rung: Rung) -> Blocked {
    Blocked::NeedsRung { rung }
}

/// The same where there is no refusal to read.
fn unanswered(error: &Failed) -> Blocked {
    if is_of_an_older_hub(error) {
        Blocked::NotOffered
    } else {
        Blocked::Offline
    }
}

/// Why a look was not granted. What the hub knows of no more is what it never kept of an upload from
/// before.
pub(super) fn no_look(error: &Failed, aim: Aim, max: Rung) -> Blocked {
    let what = match aim {
        Aim::FullSize => Kept::FullSize,
        Aim::Rung { rung: Rung::Outline } => Kept::Outline,
        Aim::Rung { .. } => return blocked(error, max),
    };
    match code(error) {
        Some(Code::NotFound) => Blocked::NotKept { what },
        _ => blocked(error, max),
    }
}

/// Whether a review may be started, and why not.
pub(super) fn may_start(me: &Me, online: bool) -> Allowed {
    let why = match me.allowance.may_lease() {
        _ if !me.permissions.contains(&Permission::Review) => Blocked::NotOffered,
        _ if !online => Blocked::Offline,
        Ok(()) => return Allowed::Yes,
        Err(refusal) => by_rule(refusal, me.allowance.max_rung),
    };
    Allowed::No { why }
}

fn by_rule(Refusal { rule, until }: Refusal, max: Rung) -> Blocked {
    match rule {
        Rule::OnBreak => Blocked::OnBreak { until },
        Rule::BlockOver => Blocked::BlockOver { until },
        Rule::BudgetSpent => Blocked::BudgetSpent { until },
        Rule::DaySpent => Blocked::DaySpent { until },
        Rule::RungNotAllowed => Blocked::RungNotAllowed { max, from: None },
        Rule::ShiftOver => Blocked::ShiftOver { until },
        Rule::ShiftEnding => Blocked::ShiftEnding { until },
        Rule::CoolDown => Blocked::CoolDown { until },
    }
}
