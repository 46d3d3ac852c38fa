//! A hub of the version before: what it has no operation for, and how that is known.
//!
//! A hub says which operations it has in its own document, so there is no second list that somebody keeps. Knows nothing
//! of who misses what.

use crate::{
    client::HubClient,
    error::{ClientError, Oddity},
    signed::Signed,
    transport::{Method, Request},
};
use scrim_model::audit::EntryKind;
use scrim_wire::{
    Code, Problem,
    missing::{KINDS, Missing},
};
use serde::Deserialize;
use serde_json::{Map, Value};
use std::collections::HashMap;

/// What a hub says of an operation that it has not, where it has no code for it either.
const SAID_BEFORE: &str = "there is no such operation: see /openapi.json";

/// What is read of the document.
#[derive(Deserialize)]
struct Operations {
    paths: HashMap<String, Map<String, Value>>,
}

impl Operations {
    fn have(&self, (method, path): (&str, &str)) -> bool {
        self.paths.get(path).is_some_and(|methods| methods.contains_key(method))
    }
}

impl HubClient {
    /// What the hub has no operation for, as `GET /openapi.json` says.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn missing(&self) -> Result<Vec<Missing>, ClientError> {
        let request = Request::to("operations", Method::Get, "/openapi.json");
        let known: Operations = self.json(request).await?;
        let lacks = |missing: &Missing| !missing.takes().iter().all(|operation| known.have(*operation));
        Ok(Missing::ALL.into_iter().filter(lacks).collect())
    }
}

impl Signed {
    /// The same.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn missing(&self) -> Result<Vec<Missing>, ClientError> {
        self.client.missing().await
    }
}

/// A hub that has no entries of a kind refuses to be asked for them as what does not parse.
pub(crate) fn of_a_kind_it_has_not(kind: Option<EntryKind>, error: ClientError) -> ClientError {
    match &error {
        ClientError::Refused(problem)
            if problem.code == Code::BadRequest && kind.is_some_and(|kind| KINDS.contains(&kind)) =>
        {
            ClientError::Protocol {
                operation: "audit",
                status: Code::BadRequest.status(),
                oddity: Oddity::TooOld,
            }
        }
        _ => error,
    }
}

/// Whether a refusal is of the operation, and not of the thing that it is about.
pub(crate) fn is_of_the_operation(problem: &Problem) -> bool {
    let before = problem.code == Code::NotFound && problem.message == SAID_BEFORE;
    before || problem.code == Code::NoSuchOperation
}
