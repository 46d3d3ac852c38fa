//! One error shape: what a client is told, and what only the log holds.

use crate::{clock, media::MediaError};
use axum::{
    Json,
    http::{StatusCode, header::RETRY_AFTER},
    response::{IntoResponse, Response},
};
use scrim_model::{
    rung::Rung,
    time::Time,
    wellness::{Refusal, Rule},
};
use scrim_store::{StoreError, leases::LeaseRefused, verdicts::FenceLost};
use scrim_wire::{Code, Problem};
use std::{error::Error, io};
use uuid::Uuid;

/// A refusal or failure on its way out. Its cause is logged once, under the incident id, and never sent.
#[derive(Debug)]
pub struct ApiProblem {
    problem: Box<Problem>,
    cause: Option<Box<dyn Error + Send + Sync>>,
}

impl ApiProblem {
    /// A refusal with a sentence that says what to do.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        let problem = Problem {
            code,
            message: message.into(),
            incident: Uuid::from_u128(crate::tokens::random().map_or(0, |bytes| u128::from_be_bytes(*bytes))),
            until: None,
            needed_rung: None,
            setting: None,
            entry: None,
            winner: None,
        };
        Self {
            problem: Box::new(problem),
            cause: None,
        }
    }

    /// Our own failure.
    pub fn internal(cause: impl Error + Send + Sync + 'static) -> Self {
        let problem = Self::new(
            Code::Internal,
            "the hub failed; try again, and tell your admin the incident id",
        );
        problem.because(cause)
    }

    /// What the log is to say of it.
    #[must_use]
    pub fn because(mut self, cause: impl Error + Send + Sync + 'static) -> Self {
        self.cause = Some(Box::new(cause));
        self
    }

    /// When it may work again.
    #[must_use]
    pub fn until(mut self, until: Option<Time>) -> Self {
        self.problem.until = until;
        self
    }

    /// The rung that would suffice.
    #[must_use]
    pub fn needs(mut self, rung: Rung) -> Self {
        self.problem.needed_rung = Some(rung);
        self
    }

    fn fenced() -> Self {
        Self::new(Code::LeaseFenced, "the case was given to somebody else in the meantime")
    }

    /// The fence of the lease that won.
    fn won_by(mut self, fence: u64) -> Self {
        self.problem.winner = Some(fence);
        self
    }

    /// A disk is full.
    #[must_use]
    pub fn no_room() -> Self {
        Self::new(
            Code::NoRoom,
            "the hub's disk is full: nothing of this was kept, send it again once there is room",
        )
    }

    /// The setting at fault.
    #[must_use]
    pub fn setting(mut self, name: &str) -> Self {
        self.problem.setting = Some(name.to_owned());
        self
    }
}

/// A refusal's sentence, for whoever says it in another shape.
#[derive(Debug, Clone)]
pub(super) struct Said(pub(super) String);

impl IntoResponse for ApiProblem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.problem.code.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        if let Some(cause) = &self.cause {
            let mut chain = cause.to_string();
            let mut deeper = cause.source();
            while let Some(cause) = deeper {
                chain = format!("{chain}: {cause}");
                deeper = cause.source();
            }
            let incident = self.problem.incident;
            if status.is_server_error() {
                tracing::error!(%incident, cause = %chain, "request failed");
            } else {
                tracing::warn!(%incident, cause = %chain, "request refused");
            }
        }
        let again = self.problem.until.filter(|_| matches!(status.as_u16(), 429 | 503));
        let said = Said(self.problem.message.clone());
        let mut response = (status, Json(self.problem)).into_response();
        response.extensions_mut().insert(said);
        if let Some(until) = again {
            let seconds = until.since(clock::now()).0 / 1_000 + 1;
            response.headers_mut().insert(RETRY_AFTER, seconds.into());
        }
        response
    }
}

impl From<StoreError> for ApiProblem {
    fn from(error: StoreError) -> Self {
        if error.is_no_room() {
            Self::no_room().because(error)
        } else {
            Self::internal(error)
        }
    }
}

impl From<MediaError> for ApiProblem {
    fn from(error: MediaError) -> Self {
        match error {
            MediaError::Folder(cause) if cause.kind() == io::ErrorKind::StorageFull => {
                Self::no_room().because(MediaError::Folder(cause))
            }
            MediaError::Bucket(_) | MediaError::Stopped => Self::new(
                Code::Unavailable,
                "the picture cannot be fetched from where media are kept: try again in a moment",
            )
            .because(error),
            MediaError::Folder(_)
            | MediaError::Missing
            | MediaError::TooLong
            | MediaError::Altered
            | MediaError::Entropy(_) => Self::internal(error),
        }
    }
}

impl From<Refusal> for ApiProblem {
    fn from(refusal: Refusal) -> Self {
        let (code, message) = match refusal.rule {
            Rule::OnBreak => (Code::OnBreak, "you are on a break"),
            Rule::BlockOver => (
                Code::BlockOver,
                "this block is over: decide the case in hand veiled, or leave it",
            ),
            Rule::BudgetSpent => (
                Code::BudgetSpent,
                "the looks of these 24 hours are used up; veiled work goes on",
            ),
            Rule::DaySpent => (Code::DaySpent, "the reviewing time of these 24 hours is used up"),
            Rule::RungNotAllowed => (
                Code::RungNotAllowed,
                "your settings or your team's do not allow this rung",
            ),
            Rule::ShiftOver => (
                Code::ShiftOver,
                "no shift of yours is on: go on in the next one; ask a lead if your hours are wrong",
            ),
            Rule::ShiftEnding => (
                Code::ShiftEnding,
                "your shift ends soon: no looks any more; veiled work goes on",
            ),
            Rule::CoolDown => (
                Code::CoolDown,
                "you have just looked at a case of a severe category: no look for a while; veiled work goes on",
            ),
        };
        Self::new(code, message).until(refusal.until)
    }
}

impl From<LeaseRefused> for ApiProblem {
    fn from(refused: LeaseRefused) -> Self {
        use scrim_model::lease::LeaseLost;
        match refused {
            LeaseRefused::Wellness(refusal) => refusal.into(),
            LeaseRefused::NoSuch => Self::new(Code::NotFound, "there is no such lease"),
            LeaseRefused::Lost(LeaseLost::NotYours) => Self::new(Code::NotYourLease, "the lease is somebody else's"),
            LeaseRefused::Lost(LeaseLost::Expired) => Self::new(
                Code::LeaseLost,
                "the lease has run out or was given back: take the case again",
            ),
            LeaseRefused::Lost(LeaseLost::Fenced) => Self::fenced(),
            LeaseRefused::Fence(FenceLost::LeasedAgain { winner }) => Self::fenced().won_by(winner),
            LeaseRefused::Fence(FenceLost::Decided { winner }) => {
                Self::new(Code::AlreadyDecided, "the case is already decided").won_by(winner)
            }
            LeaseRefused::PictureDestroyed => Self::new(
                Code::PictureDestroyed,
                "the picture was destroyed: nobody can look at it any more; if it has to be seen, ask its source to send it again",
            ),
            LeaseRefused::Store(error) => error.into(),
        }
    }
}
