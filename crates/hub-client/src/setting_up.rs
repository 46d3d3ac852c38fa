//! What a new hub has, its first list, and one's own password.

use crate::{error::ClientError, signed::Signed, transport::Method};
use scrim_model::{ids::BankId, setup::Setup};
use scrim_wire::http::{
    banks::{Bank, Listed, MakeBank},
    items::Submitted,
    people::ChangePassword,
};

impl Signed {
    /// The same hub, with the key of a source.
    #[must_use]
    pub fn as_source(&self, key: &str) -> Self {
        self.client.signed(key)
    }

    /// `PUT /v1/me/password`.
    ///
    /// # Errors
    /// [`ClientError`]; refused with `wrong_password`, `too_many_tries`, or `bad_request` where the new one is too short.
    pub async fn change_password(&self, wanted: &ChangePassword) -> Result<(), ClientError> {
        let request = self.to("change a password", Method::Put, "/v1/me/password");
        self.done(request.json(wanted)?).await
    }

    /// `GET /v1/setup`.
    ///
    /// # Errors
    /// [`ClientError`]; refused with `forbidden` where somebody does not manage people.
    pub async fn setup(&self) -> Result<Setup, ClientError> {
        self.client.json(self.to("setup", Method::Get, "/v1/setup")).await
    }

    /// `GET /v1/banks`, page after page.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn lists(&self) -> Result<Vec<Bank>, ClientError> {
        self.pages("lists", "/v1/banks", |bank: &Bank| bank.id.0).await
    }

    /// `POST /v1/banks`.
    ///
    /// # Errors
    /// [`ClientError`]; refused with `name_taken`.
    pub async fn make_list(&self, wanted: &MakeBank) -> Result<Bank, ClientError> {
        let request = self.to("make a list", Method::Post, "/v1/banks");
        self.client.json(request.json(wanted)?).await
    }

    /// `POST /v1/banks/{id}/entries`.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn list_picture(&self, list: BankId, picture: &[u8]) -> Result<Listed, ClientError> {
        let path = format!("/v1/banks/{list}/entries");
        let request = self.to("list a picture", Method::Post, path).picture(picture);
        self.client.json(request).await
    }

    /// `POST /v1/items`, by a source.
    ///
    /// # Errors
    /// [`ClientError`]; refused with `forbidden` to whoever is none.
    pub async fn submit_picture(&self, picture: &[u8]) -> Result<Submitted, ClientError> {
        let request = self.to("submit", Method::Post, "/v1/items").picture(picture);
        self.client.json(request).await
    }
}
