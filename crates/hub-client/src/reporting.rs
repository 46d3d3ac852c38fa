//! Operations of whoever hands a decided case over for a report.

use crate::{error::ClientError, signed::Signed, transport::Method};
use scrim_model::ids::CaseId;
use scrim_wire::http::reports::{ConfirmReport, HandedOver, ReportProposal};

impl Signed {
    /// `POST /v1/cases/{id}/report/proposal`.
    ///
    /// # Errors
    /// [`ClientError`]; refused with `not_confirmed` where no decision stands for good, and with `nothing_to_report`.
    pub async fn propose_report(&self, case: CaseId) -> Result<ReportProposal, ClientError> {
        let path = format!("/v1/cases/{case}/report/proposal");
        self.client.json(self.to("propose a report", Method::Post, path)).await
    }

    /// `POST /v1/cases/{id}/report`.
    ///
    /// # Errors
    /// [`ClientError`]; refused as a proposal is, and with `bad_request` beyond what the ledger bears out.
    pub async fn hand_over(&self, case: CaseId, confirmed: &ConfirmReport) -> Result<HandedOver, ClientError> {
        let request = self.to("hand a report over", Method::Post, format!("/v1/cases/{case}/report"));
        self.client.json(request.json(confirmed)?).await
    }
}
