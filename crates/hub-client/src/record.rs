//! Operations on one's own record, and on what a team's weeks came to.

use crate::{error::ClientError, signed::Signed, transport::Method};
use scrim_wire::http::{
    exposures::{ExposureRow, ListExposures},
    ledger::{AccessRow, DayRow, ListAccesses, ListDays},
    record::{PersonExport, TakeRecord},
    team::TeamWeek,
};

impl Signed {
    /// `GET /v1/exposures`, a page of it.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn exposures_page(&self, wanted: ListExposures) -> Result<Vec<ExposureRow>, ClientError> {
        let before = wanted.before.map(|before| format!("before={before}"));
        let most = wanted.most.map(|most| format!("most={most}"));
        let path = with("/v1/exposures", [before, most]);
        self.client.json(self.to("exposures", Method::Get, path)).await
    }

    /// `GET /v1/me/days`.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn days(&self, wanted: ListDays) -> Result<Vec<DayRow>, ClientError> {
        let asked = [
            Some(format!("from={}", wanted.from)),
            wanted.days.map(|days| format!("days={days}")),
            Some(format!("offset_minutes={}", wanted.offset_minutes)),
        ];
        self.client
            .json(self.to("days", Method::Get, with("/v1/me/days", asked)))
            .await
    }

    /// `GET /v1/me/accesses`, a page of it.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn accesses(&self, wanted: ListAccesses) -> Result<Vec<AccessRow>, ClientError> {
        let before = wanted.before.map(|before| format!("before={before}"));
        let most = wanted.most.map(|most| format!("most={most}"));
        let path = with("/v1/me/accesses", [before, most]);
        self.client.json(self.to("accesses", Method::Get, path)).await
    }

    /// `POST /v1/me/record`, a part of it.
    ///
    /// # Errors
    /// [`ClientError`]; of a hub of the version before, that it has no such operation.
    pub async fn take_record(&self, wanted: TakeRecord) -> Result<PersonExport, ClientError> {
        let request = self.to("own record", Method::Post, "/v1/me/record");
        self.client.json(request.json(&wanted)?).await
    }

    /// `GET /v1/team/wellness`, the newest weeks.
    ///
    /// # Errors
    /// [`ClientError`]; refused with `forbidden` where the role does not allow it.
    pub async fn team_weeks(&self) -> Result<Vec<TeamWeek>, ClientError> {
        self.client
            .json(self.to("weeks of the team", Method::Get, "/v1/team/wellness"))
            .await
    }
}

/// A path with what is asked of it.
pub(crate) fn with<const N: usize>(path: &str, asked: [Option<String>; N]) -> String {
    let asked: Vec<String> = asked.into_iter().flatten().collect();
    if asked.is_empty() {
        path.to_owned()
    } else {
        format!("{path}?{}", asked.join("&"))
    }
}
