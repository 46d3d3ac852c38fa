//! Every operation of a person who has signed in.

use crate::{
    client::HubClient,
    error::ClientError,
    transport::{Method, Request},
};
use scrim_model::{
    ids::{CaseId, GrantId, LeaseId, VerdictId},
    opt_out::OptOuts,
    person::Preferences,
    rung::Rung,
};
use scrim_wire::http::{
    exposures::ExposureRow,
    leases::{Leased, Release, Renewed, TakeLeases},
    looks::{AskLook, CloseLook, LookGranted},
    me::{Floor, Me, OwnWellness},
    queues::{LeaveNote, Note},
    unreadable::{ListUnreadable, UnreadableList},
    verdicts::{GiveVerdict, VerdictTaken, VerdictUndone},
};
use std::fmt;
use uuid::Uuid;
use zeroize::Zeroizing;

/// One hub, on behalf of one person.
#[derive(Clone)]
pub struct Signed {
    pub(crate) client: HubClient,
    access_token: Zeroizing<String>,
}

/// Which lease, and the proof that one holds it.
#[derive(Clone)]
pub struct LeaseProof {
    /// Which.
    pub lease: LeaseId,
    /// Its token.
    pub token: Zeroizing<String>,
}

impl Signed {
    pub(crate) fn new(client: HubClient, access_token: Zeroizing<String>) -> Self {
        Self { client, access_token }
    }

    /// `DELETE /v1/session`.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn sign_out(&self) -> Result<(), ClientError> {
        self.done(self.to("sign out", Method::Delete, "/v1/session")).await
    }

    /// `DELETE /v1/session/all`.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn sign_out_everywhere(&self) -> Result<(), ClientError> {
        self.done(self.to("sign out everywhere", Method::Delete, "/v1/session/all"))
            .await
    }

    /// `GET /v1/me`.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn me(&self) -> Result<Me, ClientError> {
        self.client.json(self.to("me", Method::Get, "/v1/me")).await
    }

    /// `PUT /v1/me/wellness`.
    ///
    /// # Errors
    /// [`ClientError`]; refused with `looser_than_floor` where it is.
    pub async fn set_wellness(&self, own: &OwnWellness) -> Result<(), ClientError> {
        let request = self.to("set wellness", Method::Put, "/v1/me/wellness");
        self.done(request.json(own)?).await
    }

    /// `PUT /v1/me/preferences`.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn set_preferences(&self, wanted: &Preferences) -> Result<(), ClientError> {
        let request = self.to("set preferences", Method::Put, "/v1/me/preferences");
        self.done(request.json(wanted)?).await
    }

    /// `PUT /v1/me/opt-outs`.
    ///
    /// # Errors
    /// [`ClientError`]; refused with `bad_request` where a name is no category's.
    pub async fn set_opt_outs(&self, wanted: &OptOuts) -> Result<(), ClientError> {
        let request = self.to("set opt-outs", Method::Put, "/v1/me/opt-outs");
        self.done(request.json(wanted)?).await
    }

    /// `GET /v1/unreadable`.
    ///
    /// # Errors
    /// [`ClientError`]; refused with `forbidden` where the role does not allow it.
    pub async fn unreadable(&self, wanted: &ListUnreadable) -> Result<UnreadableList, ClientError> {
        let asked = [
            wanted.before.map(|item| format!("before={item}")),
            wanted.reason.map(|reason| format!("reason={}", reason.code())),
            wanted.most.map(|most| format!("most={most}")),
        ];
        let asked: Vec<String> = asked.into_iter().flatten().collect();
        let path = if asked.is_empty() {
            "/v1/unreadable".to_owned()
        } else {
            format!("/v1/unreadable?{}", asked.join("&"))
        };
        let request = self.to("unreadable", Method::Get, path);
        self.client.json(request).await
    }

    /// `POST /v1/me/break`.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn begin_break(&self) -> Result<(), ClientError> {
        self.done(self.to("begin a break", Method::Post, "/v1/me/break")).await
    }

    /// `DELETE /v1/me/break`.
    ///
    /// # Errors
    /// [`ClientError`]; refused where the break was not chosen.
    pub async fn end_break(&self) -> Result<(), ClientError> {
        self.done(self.to("end a break", Method::Delete, "/v1/me/break")).await
    }

    /// `GET /v1/floors`.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn floor(&self) -> Result<Floor, ClientError> {
        let request = self.to("floors", Method::Get, "/v1/floors");
        self.client.json(request).await
    }

    /// `GET /v1/exposures`.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn exposures(&self) -> Result<Vec<ExposureRow>, ClientError> {
        let request = self.to("exposures", Method::Get, "/v1/exposures");
        self.client.json(request).await
    }

    /// `POST /v1/leases`; an empty answer means that nothing waits.
    ///
    /// # Errors
    /// [`ClientError`]; refused with a wellness code on a break and the like.
    pub async fn take_leases(&self, want: &TakeLeases) -> Result<Vec<Leased>, ClientError> {
        let request = self.to("take leases", Method::Post, "/v1/leases");
        self.client.json(request.json(want)?).await
    }

    /// `PUT /v1/leases/{id}`.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn renew(&self, held: &LeaseProof) -> Result<Renewed, ClientError> {
        let request = self.about(held, "renew a lease", Method::Put, "");
        self.client.json(request).await
    }

    /// `DELETE /v1/leases/{id}`.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn release(&self, held: &LeaseProof, release: Release) -> Result<(), ClientError> {
        let request = self.about(held, "release a lease", Method::Delete, "");
        self.done(request.json(&release)?).await
    }

    /// `GET /v1/leases/{id}/renditions/{rung}`: a picture up to the resting rung, sealed bytes above.
    ///
    /// # Errors
    /// [`ClientError`]; a reply of more than `max_bytes` is a protocol error.
    pub async fn rendition(&self, held: &LeaseProof, rung: Rung, max_bytes: usize) -> Result<Vec<u8>, ClientError> {
        let tail = format!("/renditions/{}", u8::from(rung));
        let mut request = self.about(held, "rendition", Method::Get, &tail);
        request.max_reply_bytes = max_bytes;
        request.picture_in_reply = true;
        Ok(self.client.ok(request).await?.1)
    }

    /// `GET /v1/leases/{id}/notes`.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn notes(&self, held: &LeaseProof) -> Result<Vec<Note>, ClientError> {
        let request = self.about(held, "notes", Method::Get, "/notes");
        self.client.json(request).await
    }

    /// `POST /v1/leases/{id}/notes`.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn leave_note(&self, held: &LeaseProof, note: &LeaveNote) -> Result<(), ClientError> {
        let request = self.about(held, "leave a note", Method::Post, "/notes");
        self.done(request.json(note)?).await
    }

    /// `POST /v1/leases/{id}/looks`.
    ///
    /// # Errors
    /// [`ClientError`]; refused with a wellness code where the rules are against it.
    pub async fn ask_look(&self, held: &LeaseProof, ask: AskLook) -> Result<LookGranted, ClientError> {
        let request = self.about(held, "ask for a look", Method::Post, "/looks");
        self.client.json(request.json(&ask)?).await
    }

    /// `GET /v1/leases/{id}/looks/{grant_id}/tiles/{column}/{row}`: a picture, while the look is open.
    ///
    /// # Errors
    /// [`ClientError`]; refused with `look_over` once it is not; a reply of more than `max_bytes` is a
    /// protocol error.
    pub async fn tile(
        &self,
        held: &LeaseProof,
        grant: GrantId,
        (column, row): (u32, u32),
        max_bytes: usize,
    ) -> Result<Vec<u8>, ClientError> {
        let tail = format!("/looks/{grant}/tiles/{column}/{row}");
        let mut request = self.about(held, "tile", Method::Get, &tail);
        request.max_reply_bytes = max_bytes;
        request.picture_in_reply = true;
        Ok(self.client.ok(request).await?.1)
    }

    /// `PUT /v1/looks/{grant_id}`; the same words may be sent again.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn close_look(&self, held: &LeaseProof, grant: GrantId, close: &CloseLook) -> Result<(), ClientError> {
        let mut request = self.to("close a look", Method::Put, format!("/v1/looks/{grant}"));
        request.lease_token = Some(held.token.clone());
        self.done(request.json(close)?).await
    }

    /// `POST /v1/cases/{id}/verdict`; the same key makes sending it again harmless.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn give_verdict(
        &self,
        case: CaseId,
        give: &GiveVerdict,
        lease_token: &Zeroizing<String>,
        key: Uuid,
    ) -> Result<VerdictTaken, ClientError> {
        let path = format!("/v1/cases/{case}/verdict");
        let mut request = self.to("give a verdict", Method::Post, path);
        request.lease_token = Some(lease_token.clone());
        request.idempotency_key = Some(key);
        self.client.json(request.json(give)?).await
    }

    /// `DELETE /v1/verdicts/{id}`.
    ///
    /// # Errors
    /// [`ClientError`]; refused with `grace_over` where it is too late.
    pub async fn take_back(&self, verdict: VerdictId) -> Result<VerdictUndone, ClientError> {
        let path = format!("/v1/verdicts/{verdict}");
        self.client
            .json(self.to("take a verdict back", Method::Delete, path))
            .await
    }

    pub(crate) fn to(&self, operation: &'static str, method: Method, path: impl Into<String>) -> Request {
        let mut request = Request::to(operation, method, path);
        request.bearer = Some(self.access_token.clone());
        request
    }

    fn about(&self, held: &LeaseProof, operation: &'static str, method: Method, tail: &str) -> Request {
        let mut request = self.to(operation, method, format!("/v1/leases/{}{tail}", held.lease));
        request.lease_token = Some(held.token.clone());
        request
    }

    pub(crate) async fn done(&self, request: Request) -> Result<(), ClientError> {
        self.client.ok(request).await.map(drop)
    }
}

impl fmt::Debug for Signed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Signed")
    }
}

impl fmt::Debug for LeaseProof {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "LeaseProof({})", self.lease)
    }
}
