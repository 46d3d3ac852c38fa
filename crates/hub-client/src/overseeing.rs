//! Operations of leads and admins: what is to be settled, what was raised, figures, and services outside.

use crate::{
    error::{ClientError, Oddity},
    record::with,
    signed::Signed,
    transport::Method,
};
use scrim_model::{
    check::StopChecks,
    ids::{AlarmId, DeliveryId, MatcherId, QueueId, VerdictId},
};
use scrim_wire::http::{
    alarms::{Acknowledge, Alarm, ListAlarms},
    deliveries::{DeliveryList, DeliveryState, ListDeliveries},
    destinations::DestinationInfo,
    false_matches::FalseMatches,
    flow::QueueFlow,
    matchers::{MatcherChecked, MatcherInfo},
    metrics::Metrics,
    page::MOST_ROWS,
    reconciling::PassesInfo,
    settling::{QueueAgreement, Split},
    transparency::{AskTransparency, ReportForm, Transparency},
    verdicts::{DecisionInfo, ListDecisions, Reversed},
};
use serde::de::DeserializeOwned;
use uuid::Uuid;

impl Signed {
    /// `GET /v1/splits`, page after page.
    ///
    /// # Errors
    /// [`ClientError`]; refused with `forbidden` where somebody settles nothing.
    pub async fn splits(&self) -> Result<Vec<Split>, ClientError> {
        self.pages("splits", "/v1/splits", |split: &Split| split.case_id.0)
            .await
    }

    /// `GET /v1/decisions`, a page of it.
    ///
    /// # Errors
    /// [`ClientError`]; refused with `forbidden` where somebody reverses nothing.
    pub async fn decisions(&self, wanted: &ListDecisions) -> Result<Vec<DecisionInfo>, ClientError> {
        let path = with(
            "/v1/decisions",
            [
                wanted.case.map(|case| format!("case={case}")),
                wanted.queue.map(|queue| format!("queue={queue}")),
                wanted.before_at.map(|at| format!("before_at={}", at.0)),
                wanted.before.map(|before| format!("before={before}")),
                wanted.most.map(|most| format!("most={most}")),
            ],
        );
        self.client.json(self.to("decisions", Method::Get, path)).await
    }

    /// `POST /v1/verdicts/{id}/reversal`.
    ///
    /// # Errors
    /// [`ClientError`]; refused with `not_confirmed` where it does not stand any more.
    pub async fn reverse(&self, verdict: VerdictId) -> Result<Reversed, ClientError> {
        let path = format!("/v1/verdicts/{verdict}/reversal");
        self.client.json(self.to("reverse a verdict", Method::Post, path)).await
    }

    /// `GET /v1/queues/{id}/agreement`.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn agreement(&self, queue: QueueId) -> Result<QueueAgreement, ClientError> {
        let path = format!("/v1/queues/{queue}/agreement");
        self.client.json(self.to("agreement", Method::Get, path)).await
    }

    /// `GET /v1/queues/{id}/flow`.
    ///
    /// # Errors
    /// [`ClientError`]; refused with `forbidden` where somebody sees no sums.
    pub async fn flow(&self, queue: QueueId) -> Result<QueueFlow, ClientError> {
        let path = format!("/v1/queues/{queue}/flow");
        self.client.json(self.to("flow", Method::Get, path)).await
    }

    /// `GET /v1/metrics`.
    ///
    /// # Errors
    /// [`ClientError`]; refused with `forbidden` where somebody sees no sums.
    pub async fn metrics(&self) -> Result<Metrics, ClientError> {
        self.client.json(self.to("metrics", Method::Get, "/v1/metrics")).await
    }

    /// `GET /v1/alarms`.
    ///
    /// # Errors
    /// [`ClientError`]; refused with `forbidden` where somebody settles nothing.
    pub async fn alarms(&self, wanted: ListAlarms) -> Result<Vec<Alarm>, ClientError> {
        let path = with("/v1/alarms", [wanted.all.then(|| "all=true".to_owned())]);
        self.client.json(self.to("alarms", Method::Get, path)).await
    }

    /// `PUT /v1/alarms/{id}/acknowledgement`.
    ///
    /// # Errors
    /// [`ClientError`]; refused with `changed_since` where somebody else has taken it up.
    pub async fn acknowledge(&self, alarm: AlarmId, said: &Acknowledge) -> Result<(), ClientError> {
        let path = format!("/v1/alarms/{alarm}/acknowledgement");
        self.done(self.to("take an alarm up", Method::Put, path).json(said)?)
            .await
    }

    /// `GET /v1/stop-checks`.
    ///
    /// # Errors
    /// [`ClientError`]; refused with `forbidden` where somebody does not set it.
    pub async fn stop_checks(&self) -> Result<StopChecks, ClientError> {
        let request = self.to("checks of stops", Method::Get, "/v1/stop-checks");
        self.client.json(request).await
    }

    /// `PUT /v1/stop-checks`.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn set_stop_checks(&self, wanted: &StopChecks) -> Result<(), ClientError> {
        let request = self.to("set checks of stops", Method::Put, "/v1/stop-checks");
        self.done(request.json(wanted)?).await
    }

    /// `GET /v1/matchers`, page after page.
    ///
    /// # Errors
    /// [`ClientError`]; refused with `forbidden` where somebody does not set them.
    pub async fn matchers(&self) -> Result<Vec<MatcherInfo>, ClientError> {
        self.pages("matchers", "/v1/matchers", |matcher: &MatcherInfo| matcher.id.0)
            .await
    }

    /// `POST /v1/matchers/{id}/check`.
    ///
    /// # Errors
    /// [`ClientError`]; refused with `unavailable` where the matcher does not answer.
    pub async fn check_matcher(&self, matcher: MatcherId) -> Result<MatcherChecked, ClientError> {
        let path = format!("/v1/matchers/{matcher}/check");
        self.client.json(self.to("check a matcher", Method::Post, path)).await
    }

    /// `GET /v1/matchers/{id}/reconciling`.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn passes(&self, matcher: MatcherId) -> Result<PassesInfo, ClientError> {
        let path = format!("/v1/matchers/{matcher}/reconciling");
        self.client
            .json(self.to("passes over a matcher", Method::Get, path))
            .await
    }

    /// `POST /v1/matchers/{id}/reconciling`.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn begin_pass(&self, matcher: MatcherId) -> Result<(), ClientError> {
        let path = format!("/v1/matchers/{matcher}/reconciling");
        self.done(self.to("begin a pass", Method::Post, path)).await
    }

    /// `GET /v1/destinations`, page after page.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn destinations(&self) -> Result<Vec<DestinationInfo>, ClientError> {
        let id = |destination: &DestinationInfo| destination.id.0;
        self.pages("destinations", "/v1/destinations", id).await
    }

    /// `GET /v1/deliveries`, a page of it.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn deliveries(&self, wanted: ListDeliveries) -> Result<DeliveryList, ClientError> {
        let state = match wanted.state {
            DeliveryState::Waiting => "waiting",
            DeliveryState::Dead => "dead",
            DeliveryState::Delivered => "delivered",
            DeliveryState::Withdrawn => "withdrawn",
        };
        let asked = [
            Some(format!("state={state}")),
            wanted.before.map(|before| format!("before={before}")),
            wanted.most.map(|most| format!("most={most}")),
            wanted.destination.map(|to| format!("destination={to}")),
        ];
        let path = with("/v1/deliveries", asked);
        self.client.json(self.to("deliveries", Method::Get, path)).await
    }

    /// `POST /v1/deliveries/{id}/retry`.
    ///
    /// # Errors
    /// [`ClientError`]; refused with `changed_since` where it is not dead, or holds no more.
    pub async fn send_again(&self, delivery: DeliveryId) -> Result<(), ClientError> {
        let path = format!("/v1/deliveries/{delivery}/retry");
        self.done(self.to("send a delivery again", Method::Post, path)).await
    }

    /// `GET /v1/false-matches`.
    ///
    /// # Errors
    /// [`ClientError`]; refused with `forbidden` where somebody sees no sums.
    pub async fn false_matches(&self) -> Result<FalseMatches, ClientError> {
        let request = self.to("false matches", Method::Get, "/v1/false-matches");
        self.client.json(request).await
    }

    /// `GET /v1/transparency`, whole.
    ///
    /// # Errors
    /// [`ClientError`]; refused with `bad_request` where that is no period that is told of.
    pub async fn transparency(&self, of: AskTransparency) -> Result<Transparency, ClientError> {
        let path = report_path(of, ReportForm::Json);
        self.client.json(self.to("transparency", Method::Get, path)).await
    }

    /// The same as a file of its form, which may be JSON again.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn transparency_file(&self, of: AskTransparency) -> Result<String, ClientError> {
        let operation = "a transparency report";
        let request = self.to(operation, Method::Get, report_path(of, of.form));
        let (status, bytes) = self.client.ok(request).await?;
        String::from_utf8(bytes).map_err(|_no_text| ClientError::Protocol {
            operation,
            status,
            oddity: Oddity::Unparsable,
        })
    }

    /// A list whose rows have ids, page after page.
    pub(crate) async fn pages<T: DeserializeOwned>(
        &self,
        operation: &'static str,
        path: &str,
        id: impl Fn(&T) -> Uuid + Send,
    ) -> Result<Vec<T>, ClientError> {
        let mut all: Vec<T> = Vec::new();
        loop {
            let path = with(path, [all.last().map(|last| format!("after={}", id(last)))]);
            let next: Vec<T> = self.client.json(self.to(operation, Method::Get, path)).await?;
            let is_last = u32::try_from(next.len()).unwrap_or(u32::MAX) < MOST_ROWS;
            all.extend(next);
            if is_last {
                return Ok(all);
            }
        }
    }
}

fn report_path(of: AskTransparency, form: ReportForm) -> String {
    let form = match form {
        ReportForm::Json => "json",
        ReportForm::Csv => "csv",
        ReportForm::Page => "page",
    };
    format!("/v1/transparency?from={}&until={}&as={form}", of.from, of.until)
}
