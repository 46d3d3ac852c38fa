//! Operations of admins: which services outside are asked, and which are told.

use crate::{error::ClientError, signed::Signed, transport::Method};
use scrim_model::ids::{DestinationId, MatcherId};
use scrim_wire::http::{
    destinations::{AddDestination, BankThere, DestinationAdded, DestinationChecked, SetMode},
    matchers::{AddMatcher, ChangeMatcher, MatcherAdded},
};

impl Signed {
    /// `POST /v1/matchers`.
    ///
    /// # Errors
    /// [`ClientError`]; refused with `bad_request` or `name_taken`, and which part of it that is about.
    pub async fn add_matcher(&self, wanted: &AddMatcher) -> Result<MatcherAdded, ClientError> {
        let request = self.to("add a matcher", Method::Post, "/v1/matchers");
        self.client.json(request.json(wanted)?).await
    }

    /// `PATCH /v1/matchers/{id}`.
    ///
    /// # Errors
    /// [`ClientError`]; refused with `bad_request`, and which part of it that is about.
    pub async fn change_matcher(&self, matcher: MatcherId, wanted: &ChangeMatcher) -> Result<(), ClientError> {
        let path = format!("/v1/matchers/{matcher}");
        self.done(self.to("change a matcher", Method::Patch, path).json(wanted)?)
            .await
    }

    /// `DELETE /v1/matchers/{id}`.
    ///
    /// # Errors
    /// [`ClientError`]; refused with `bad_request` where a destination tells it.
    pub async fn remove_matcher(&self, matcher: MatcherId) -> Result<(), ClientError> {
        let path = format!("/v1/matchers/{matcher}");
        self.done(self.to("remove a matcher", Method::Delete, path)).await
    }

    /// `POST /v1/destinations`.
    ///
    /// # Errors
    /// [`ClientError`]; refused with `bad_request`, `not_found` or `name_taken`, and which part of it that is about.
    pub async fn add_destination(&self, wanted: &AddDestination) -> Result<DestinationAdded, ClientError> {
        let request = self.to("add a destination", Method::Post, "/v1/destinations");
        self.client.json(request.json(wanted)?).await
    }

    /// `PUT /v1/destinations/{id}/mode`.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn set_destination_mode(&self, destination: DestinationId, wanted: SetMode) -> Result<(), ClientError> {
        let path = format!("/v1/destinations/{destination}/mode");
        self.done(self.to("switch a destination", Method::Put, path).json(&wanted)?)
            .await
    }

    /// `DELETE /v1/destinations/{id}`.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn remove_destination(&self, destination: DestinationId) -> Result<(), ClientError> {
        let path = format!("/v1/destinations/{destination}");
        self.done(self.to("remove a destination", Method::Delete, path)).await
    }

    /// `POST /v1/destinations/{id}/check`.
    ///
    /// # Errors
    /// [`ClientError`]; refused with `unavailable` where the destination does not answer.
    pub async fn check_destination(&self, destination: DestinationId) -> Result<DestinationChecked, ClientError> {
        let path = format!("/v1/destinations/{destination}/check");
        self.client
            .json(self.to("check a destination", Method::Post, path))
            .await
    }

    /// `POST /v1/destinations/{id}/bank`.
    ///
    /// # Errors
    /// [`ClientError`]; refused with `unavailable` where it was not made.
    pub async fn make_bank(&self, destination: DestinationId) -> Result<BankThere, ClientError> {
        let path = format!("/v1/destinations/{destination}/bank");
        self.client.json(self.to("make a bank", Method::Post, path)).await
    }
}
