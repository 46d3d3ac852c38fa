//! Operations of admins: sources and their keys, the audit, and what is kept.

use crate::{error::ClientError, older::of_a_kind_it_has_not, record::with, signed::Signed, transport::Method};
use scrim_model::ids::{CaseId, ItemId, PersonId};
use scrim_wire::http::{
    audit::{AskAudit, AuditPage, AuditVerification, VerifyAudit},
    retention::{HoldList, ListHolds, Retention, SetRetention, Storage, TryRetention, WouldDestroy},
    sources::{AddSource, ChangeSource, MakeKey, Source, SourceWithKey},
};

impl Signed {
    /// `GET /v1/sources`, page after page.
    ///
    /// # Errors
    /// [`ClientError`]; refused with `forbidden` where somebody does not manage people.
    pub async fn sources(&self) -> Result<Vec<Source>, ClientError> {
        self.pages("sources", "/v1/sources", |source: &Source| source.id.0)
            .await
    }

    /// `POST /v1/sources`.
    ///
    /// # Errors
    /// [`ClientError`]; refused with `name_taken`, or `bad_request` where the name is none.
    pub async fn add_source(&self, new: &AddSource) -> Result<SourceWithKey, ClientError> {
        let request = self.to("add a source", Method::Post, "/v1/sources");
        self.client.json(request.json(new)?).await
    }

    /// `POST /v1/sources/{id}/key`.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn make_key(&self, source: PersonId, wanted: MakeKey) -> Result<SourceWithKey, ClientError> {
        let request = self.to("make a key", Method::Post, format!("/v1/sources/{source}/key"));
        self.client.json(request.json(&wanted)?).await
    }

    /// `PATCH /v1/sources/{id}`.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn change_source(&self, source: PersonId, change: ChangeSource) -> Result<(), ClientError> {
        let request = self.to("change a source", Method::Patch, format!("/v1/sources/{source}"));
        self.done(request.json(&change)?).await
    }

    /// `GET /v1/audit`, a page of it.
    ///
    /// # Errors
    /// [`ClientError`]; refused with `forbidden` where somebody does not read it.
    pub async fn audit(&self, asked: AskAudit) -> Result<AuditPage, ClientError> {
        let kind = asked.kind;
        let asked = [
            asked.before.map(|before| format!("before={before}")),
            asked.most.map(|most| format!("most={most}")),
            asked.from.map(|from| format!("from={from}")),
            asked.until.map(|until| format!("until={until}")),
            asked.kind.map(|kind| format!("kind={}", kind.code())),
            asked.actor.map(|actor| format!("actor={actor}")),
            asked.case.map(|case| format!("case={case}")),
        ];
        let request = self.to("audit", Method::Get, with("/v1/audit", asked));
        let answer = self.client.json(request).await;
        answer.map_err(|error| of_a_kind_it_has_not(kind, error))
    }

    /// `POST /v1/audit/verification`, one step of it.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn verify_audit(&self, after: &VerifyAudit) -> Result<AuditVerification, ClientError> {
        let request = self.to("verify the audit", Method::Post, "/v1/audit/verification");
        self.client.json(request.json(after)?).await
    }

    /// `GET /v1/retention`.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn retention(&self) -> Result<Retention, ClientError> {
        self.client
            .json(self.to("retention", Method::Get, "/v1/retention"))
            .await
    }

    /// `PUT /v1/retention`.
    ///
    /// # Errors
    /// [`ClientError`]; refused with `changed_since` where somebody else has set it.
    pub async fn set_retention(&self, wanted: SetRetention) -> Result<(), ClientError> {
        let request = self.to("set retention", Method::Put, "/v1/retention");
        self.done(request.json(&wanted)?).await
    }

    /// `POST /v1/retention/dry-run`.
    ///
    /// # Errors
    /// [`ClientError`]; refused with `bad_request` where its days are out of bounds.
    pub async fn try_retention(&self, wanted: TryRetention) -> Result<WouldDestroy, ClientError> {
        let request = self.to("try retention", Method::Post, "/v1/retention/dry-run");
        self.client.json(request.json(&wanted)?).await
    }

    /// `GET /v1/storage`.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn storage(&self) -> Result<Storage, ClientError> {
        self.client.json(self.to("storage", Method::Get, "/v1/storage")).await
    }

    /// `GET /v1/holds`, a page of it.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn holds(&self, wanted: ListHolds) -> Result<HoldList, ClientError> {
        let before = wanted.before.map(|before| format!("before={before}"));
        let most = wanted.most.map(|most| format!("most={most}"));
        let path = with("/v1/holds", [before, most]);
        self.client.json(self.to("holds", Method::Get, path)).await
    }

    /// `DELETE /v1/items/{id}/hold`.
    ///
    /// # Errors
    /// [`ClientError`]; refused with `not_found` where there is none any more.
    pub async fn lift_hold_on_upload(&self, upload: ItemId) -> Result<(), ClientError> {
        let path = format!("/v1/items/{upload}/hold");
        self.done(self.to("lift a hold", Method::Delete, path)).await
    }

    /// `DELETE /v1/cases/{id}/hold`.
    ///
    /// # Errors
    /// [`ClientError`]; refused with `not_found` where there is none any more.
    pub async fn lift_hold_on_case(&self, case: CaseId) -> Result<(), ClientError> {
        let path = format!("/v1/cases/{case}/hold");
        self.done(self.to("lift a hold", Method::Delete, path)).await
    }
}
