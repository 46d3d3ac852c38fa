//! Operations of whoever runs queues.

use crate::{
    error::ClientError,
    signed::{LeaseProof, Signed},
    transport::Method,
};
use scrim_model::{
    ids::{CaseId, QueueId},
    queue::QueueSettings,
};
use scrim_wire::http::{
    page::MOST_ROWS,
    queues::{Directory, DryRun, ListCases, MakeQueue, OpenCases, QueueInfo, Recipient, Redirect, RuleBook, TryRules},
};

impl Signed {
    /// `GET /v1/queues/all`, page after page.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn all_queues(&self) -> Result<Vec<QueueInfo>, ClientError> {
        let mut all: Vec<QueueInfo> = Vec::new();
        loop {
            let path = match all.last() {
                Some(last) => format!("/v1/queues/all?after={}", last.id),
                None => "/v1/queues/all".to_owned(),
            };
            let request = self.to("all queues", Method::Get, path);
            let next: Vec<QueueInfo> = self.client.json(request).await?;
            let is_last = u32::try_from(next.len()).unwrap_or(u32::MAX) < MOST_ROWS;
            all.extend(next);
            if is_last {
                return Ok(all);
            }
        }
    }

    /// `POST /v1/queues`.
    ///
    /// # Errors
    /// [`ClientError`]; refused with `name_taken` where there is one of that name.
    pub async fn make_queue(&self, new: &MakeQueue) -> Result<QueueId, ClientError> {
        let request = self.to("make a queue", Method::Post, "/v1/queues");
        self.client.json(request.json(new)?).await
    }

    /// `PUT /v1/queues/{id}`.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn set_queue(&self, queue: QueueId, settings: &QueueSettings) -> Result<(), ClientError> {
        let request = self.to("set a queue", Method::Put, format!("/v1/queues/{queue}"));
        self.done(request.json(settings)?).await
    }

    /// `GET /v1/queues/{id}/cases`.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn open_cases(&self, queue: QueueId, wanted: ListCases) -> Result<OpenCases, ClientError> {
        let asked = [
            wanted.after.map(|case| format!("after={case}")),
            wanted.most.map(|most| format!("most={most}")),
        ];
        let asked: Vec<String> = asked.into_iter().flatten().collect();
        let path = format!("/v1/queues/{queue}/cases?{}", asked.join("&"));
        self.client.json(self.to("open cases", Method::Get, path)).await
    }

    /// `GET /v1/rules`.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn rules(&self) -> Result<RuleBook, ClientError> {
        let request = self.to("rules", Method::Get, "/v1/rules");
        self.client.json(request).await
    }

    /// `PUT /v1/rules`.
    ///
    /// # Errors
    /// [`ClientError`]; refused with `changed_since` where somebody else was faster.
    pub async fn set_rules(&self, book: &RuleBook) -> Result<RuleBook, ClientError> {
        let request = self.to("set rules", Method::Put, "/v1/rules");
        self.client.json(request.json(book)?).await
    }

    /// `POST /v1/rules/dry-run`.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn try_rules(&self, rules: &TryRules) -> Result<DryRun, ClientError> {
        let request = self.to("try rules", Method::Post, "/v1/rules/dry-run");
        self.client.json(request.json(rules)?).await
    }

    /// `GET /v1/directory`.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn directory(&self) -> Result<Directory, ClientError> {
        let request = self.to("directory", Method::Get, "/v1/directory");
        self.client.json(request).await
    }

    /// `GET /v1/cases/{id}/recipients`.
    ///
    /// # Errors
    /// [`ClientError`]; refused with `not_found` where the case is not open any more.
    pub async fn recipients(&self, case: CaseId) -> Result<Vec<Recipient>, ClientError> {
        let path = format!("/v1/cases/{case}/recipients");
        self.client.json(self.to("recipients", Method::Get, path)).await
    }

    /// `POST /v1/cases/{id}/redirect`, with the proof of the lease it names, where it names one.
    ///
    /// # Errors
    /// [`ClientError`]; refused with `forbidden` where it is for leads.
    pub async fn redirect(&self, case: CaseId, held: Option<&LeaseProof>, to: &Redirect) -> Result<(), ClientError> {
        let mut request = self.to("redirect a case", Method::Post, format!("/v1/cases/{case}/redirect"));
        request.lease_token = held.map(|held| held.token.clone());
        self.done(request.json(to)?).await
    }
}
