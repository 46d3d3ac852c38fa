//! One error shape everywhere, and the closed set of codes.
//!
//! A code exists only if a client acts on it. Causes are logged once under the incident id and never
//! sent; no message names content or a person.

use scrim_model::{ids::EntryId, rung::Rung, time::Time};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What every refused or failed request answers with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema, ts_rs::TS)]
pub struct Problem {
    /// What a client acts on.
    pub code: Code,
    /// One sentence for a person: what failed and what to do.
    pub message: String,
    /// The id under which the hub logged the cause.
    pub incident: Uuid,
    /// When it may work again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub until: Option<Time>,
    /// The rung that the verdict needs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub needed_rung: Option<Rung>,
    /// The setting that is looser than the floor, or the part of a matcher or a destination that is not as it should be:
    /// `name`, `address`, `lists`, `sends`, `secret` or `confirmed`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub setting: Option<String>,
    /// The entry that is already known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub entry: Option<EntryId>,
    /// The fence of the lease that won the case. Whose it is, a second reviewer who sees nobody must not learn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "number")]
    pub winner: Option<u64>,
}

/// What went wrong, sorted by whose fault it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Code {
    // The caller's request.
    /// 400: the request does not parse or lacks a part.
    BadRequest,
    /// 401: no token, or one that is unknown.
    Unauthenticated,
    /// 401: the access token has run out; refresh it.
    TokenExpired,
    /// 401: name or password is wrong.
    WrongPassword,
    /// 401: the sign-in at the provider cannot be taken up: used, too late, or not what was asked for. Begin anew.
    SignInFailed,
    /// 401: all sessions of this person were ended.
    SignedOutEverywhere,
    /// 401: the session has lasted as long as one may.
    SessionOver,
    /// 403: an admin has switched this person off.
    SwitchedOff,
    /// 403: no group of this person's at the provider gives anything here.
    NoGroup,
    /// 409: the hub would be left without an admin.
    LastAdmin,
    /// 409: whoever asks would be no admin any more; another admin does that.
    OwnRight,
    /// 409: it is one's own password, which is changed where the one that holds is asked for: `PUT /v1/me/password`.
    OwnPassword,
    /// 403: the role does not allow it.
    Forbidden,
    /// 403: somebody gave the password that was signed in with; choose another one first.
    PasswordGiven,
    /// 404: no such thing, or none that the caller may know of.
    NotFound,
    /// 404: no such operation here, by this method at this path: whoever asks is newer than the hub, or asks amiss.
    NoSuchOperation,
    /// 409: the name is taken.
    NameTaken,
    /// 409: somebody else changed it in between; read it again.
    ChangedSince,
    /// 429: too many tries; wait until `until`.
    TooManyTries,
    // The bytes.
    /// 400: no bytes at all.
    EmptyUpload,
    /// 413: more bytes than the hub takes.
    TooLarge,
    /// 415: not one of the kinds of picture that the hub decodes.
    UnsupportedMedia,
    // Leases and verdicts.
    /// 403: the lease is somebody else's.
    NotYourLease,
    /// 409: the lease has run out or was given back.
    LeaseLost,
    /// 409: the case has been leased again since.
    LeaseFenced,
    /// 409: the case is decided.
    AlreadyDecided,
    /// 422: the verdict needs `needed_rung` to have been seen.
    BelowRequiredRung,
    /// 422: the full size is for a second look, after one in colour at the same case is closed.
    ColourFirst,
    /// 409: the look is closed, or its time is over.
    LookOver,
    /// 422: looks are for desks alone that are left out of screen captures.
    CaptureNotExcluded,
    /// 422: the axes of the verdict contradict each other, or name other pairs than the case has.
    Contradiction,
    /// 422: the case's queue does not offer what the verdict says, or asks for a reason in words.
    AgainstPolicy,
    /// 422: the verdict gives a class that this hub does not have, or has retired; read the classes again.
    ClassNotOffered,
    /// 422: this person could not be given the case.
    NotForThem,
    /// 409: the idempotency key was used for another request.
    IdempotencyConflict,
    /// 409: the grace time is over; ask a lead for a reversal.
    GraceOver,
    /// 409: only a confirmed verdict can be reversed.
    NotConfirmed,
    /// 409: nothing of it was confirmed as what a hotline takes reports of.
    NothingToReport,
    // Keeping.
    /// 410: the picture was destroyed; nobody can look at it any more.
    PictureDestroyed,
    /// 409: it is under a legal hold, which has to be lifted first.
    LegalHold,
    /// 409: somebody has to look at it first.
    CaseOpen,
    // Wellness: 423.
    /// A break is on.
    OnBreak,
    /// The block is over; the case in hand can still be decided veiled.
    BlockOver,
    /// The looks or the looking time of 24 hours are used up.
    BudgetSpent,
    /// The reviewing time of 24 hours is used up.
    DaySpent,
    /// This rung is above what the settings allow.
    RungNotAllowed,
    /// No shift is on; `until` is when the next one begins.
    ShiftOver,
    /// The shift ends soon: only veils are shown.
    ShiftEnding,
    /// A severe case was just looked at: only veils are shown for a while.
    CoolDown,
    /// 422: a setting may only be stricter than the floor.
    LooserThanFloor,
    /// 400: the setting named in `setting` is looser than any floor may be, or stricter than can be worked under.
    SettingOutOfBounds,
    /// 400: the settings contradict each other: a case would rest clearer than it may ever be looked at.
    RestingAboveMax,
    /// 403: nobody loosens hours or a floor that they work under themselves.
    OwnLimit,
    // The world, and us.
    /// 503: something that the hub needs does not answer; try again.
    Unavailable,
    /// 507: the hub's disk is full; nothing of the request was kept, and it can be sent again once there is room.
    NoRoom,
    /// 500: our fault.
    Internal,
    /// Never sent: what a desk makes of a code that it does not know, and of an answer with a word that it does not. The hub
    /// is newer, and the desk has to be updated.
    #[serde(other)]
    HubTooNew,
}

impl Code {
    /// The HTTP status it travels with.
    pub fn status(self) -> u16 {
        match self {
            Self::BadRequest | Self::EmptyUpload | Self::SettingOutOfBounds | Self::RestingAboveMax => 400,
            Self::Unauthenticated
            | Self::TokenExpired
            | Self::WrongPassword
            | Self::SignInFailed
            | Self::SignedOutEverywhere
            | Self::SessionOver => 401,
            Self::Forbidden
            | Self::SwitchedOff
            | Self::NoGroup
            | Self::PasswordGiven
            | Self::NotYourLease
            | Self::OwnLimit => 403,
            Self::NotFound | Self::NoSuchOperation => 404,
            Self::NameTaken
            | Self::ChangedSince
            | Self::LastAdmin
            | Self::OwnRight
            | Self::OwnPassword
            | Self::LeaseLost
            | Self::LeaseFenced
            | Self::AlreadyDecided
            | Self::LookOver
            | Self::IdempotencyConflict
            | Self::GraceOver
            | Self::NotConfirmed
            | Self::NothingToReport
            | Self::LegalHold
            | Self::CaseOpen => 409,
            Self::PictureDestroyed => 410,
            Self::TooLarge => 413,
            Self::UnsupportedMedia => 415,
            Self::BelowRequiredRung
            | Self::ColourFirst
            | Self::CaptureNotExcluded
            | Self::Contradiction
            | Self::AgainstPolicy
            | Self::ClassNotOffered
            | Self::NotForThem
            | Self::LooserThanFloor => 422,
            Self::OnBreak
            | Self::BlockOver
            | Self::BudgetSpent
            | Self::DaySpent
            | Self::RungNotAllowed
            | Self::ShiftOver
            | Self::ShiftEnding
            | Self::CoolDown => 423,
            Self::TooManyTries => 429,
            Self::Internal | Self::HubTooNew => 500,
            Self::Unavailable => 503,
            Self::NoRoom => 507,
        }
    }
}
