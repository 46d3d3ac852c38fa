//! A child at immediate risk, one's own verdicts, and what becomes of them.

use crate::{
    error::ClientError,
    record::with,
    signed::{LeaseProof, Signed},
    transport::Method,
};
use scrim_model::{ids::CaseId, urgent::UrgentReason};
use scrim_wire::http::{
    alarms::Alarm,
    history::{History, ListHistory},
    settling::{Feedback, ListFeedback},
    urgent::{MarkUrgent, MarkedUrgent},
};

impl Signed {
    /// `POST /v1/cases/{id}/urgent`; the lease by which the case is held ends with it.
    ///
    /// # Errors
    /// [`ClientError`]; refused with `changed_since` where the case is marked already.
    pub async fn mark_urgent(
        &self,
        case: CaseId,
        held: &LeaseProof,
        reason: UrgentReason,
    ) -> Result<MarkedUrgent, ClientError> {
        let mut request = self.to("mark as urgent", Method::Post, format!("/v1/cases/{case}/urgent"));
        request.lease_token = Some(held.token.clone());
        let lease = held.lease;
        self.client.json(request.json(&MarkUrgent { lease, reason })?).await
    }

    /// `DELETE /v1/cases/{id}/urgent`.
    ///
    /// # Errors
    /// [`ClientError`]; refused with `grace_over` where it is too late.
    pub async fn lift_urgent(&self, case: CaseId) -> Result<(), ClientError> {
        let path = format!("/v1/cases/{case}/urgent");
        self.done(self.to("take a mark back", Method::Delete, path)).await
    }

    /// `GET /v1/me/feedback`, a page of it.
    ///
    /// # Errors
    /// [`ClientError`]; refused with `forbidden` where somebody does not review.
    pub async fn feedback(&self, wanted: ListFeedback) -> Result<Vec<Feedback>, ClientError> {
        let before = wanted.before.map(|before| format!("before={before}"));
        let most = wanted.most.map(|most| format!("most={most}"));
        let path = with("/v1/me/feedback", [before, most]);
        self.client.json(self.to("feedback", Method::Get, path)).await
    }

    /// `GET /v1/me/history`, a page of it.
    ///
    /// # Errors
    /// [`ClientError`]; refused with `forbidden` where somebody does not review.
    pub async fn history(&self, wanted: ListHistory) -> Result<History, ClientError> {
        let asked = [
            wanted.before.map(|before| format!("before={before}")),
            wanted.most.map(|most| format!("most={most}")),
            wanted.from.map(|from| format!("from={}", from.0)),
            wanted.to.map(|to| format!("to={}", to.0)),
            wanted.queue.map(|queue| format!("queue={queue}")),
            wanted.content.map(|content| format!("content={}", content.name())),
            wanted.without_look.map(|without| format!("without_look={without}")),
            wanted.fate.map(|fate| format!("fate={}", fate.name())),
        ];
        let path = with("/v1/me/history", asked);
        self.client.json(self.to("history", Method::Get, path)).await
    }

    /// `GET /v1/me/alarms`.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn own_alarms(&self) -> Result<Vec<Alarm>, ClientError> {
        let request = self.to("own alarms", Method::Get, "/v1/me/alarms");
        self.client.json(request).await
    }
}
