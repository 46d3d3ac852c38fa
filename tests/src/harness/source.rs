//! A platform that sends uploads.

use crate::pictures::File;
use reqwest::{
    Client,
    multipart::{Form, Part},
};
use scrim_model::ids::ItemId;
use scrim_wire::{
    Code, Problem,
    http::items::{ItemState, Outcome, Submitted},
};
use std::time::Duration;

/// A source with its key.
#[derive(Debug, Clone)]
pub struct Source {
    url: String,
    key: String,
    client: Client,
}

/// What the hub answered.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer<T> {
    /// What was asked for.
    Done(T),
    /// No, and why.
    Refused {
        /// The HTTP status.
        status: u16,
        /// The reason.
        problem: Problem,
    },
}

impl<T: std::fmt::Debug> Answer<T> {
    /// The value.
    ///
    /// # Errors
    /// When the hub refused.
    pub fn done(self) -> anyhow::Result<T> {
        match self {
            Self::Done(value) => Ok(value),
            Self::Refused { status, problem } => anyhow::bail!("refused with {status}: {problem:?}"),
        }
    }

    /// The code of the refusal, whose status must be the one that the contract names.
    ///
    /// # Errors
    /// When the hub did not refuse, or with another status than its code's.
    pub fn code(self) -> anyhow::Result<Code> {
        match self {
            Self::Done(value) => anyhow::bail!("not refused: {value:?}"),
            Self::Refused { status, problem } => {
                anyhow::ensure!(status == problem.code.status(), "{:?} came with {status}", problem.code);
                Ok(problem.code)
            }
        }
    }
}

/// Reads an answer that is either `T` or a problem.
///
/// # Errors
/// When it is neither.
pub async fn answer<T: serde::de::DeserializeOwned>(response: reqwest::Response) -> anyhow::Result<Answer<T>> {
    let status = response.status();
    let bytes = response.bytes().await?;
    let text = || String::from_utf8_lossy(&bytes).into_owned();
    if status.is_success() {
        let whole: &[u8] = if bytes.is_empty() { b"null" } else { &bytes };
        let value = serde_json::from_slice(whole).map_err(|error| anyhow::anyhow!("{error} in {}", text()))?;
        Ok(Answer::Done(value))
    } else {
        let problem = serde_json::from_slice(&bytes)
            .map_err(|error| anyhow::anyhow!("{status} without a problem ({error}): {}", text()))?;
        Ok(Answer::Refused {
            status: status.as_u16(),
            problem,
        })
    }
}

impl Source {
    /// A source of the hub at `url`.
    ///
    /// # Errors
    /// When no client can be made.
    pub fn new(url: &str, key: &str) -> anyhow::Result<Self> {
        Ok(Self {
            url: url.to_owned(),
            key: key.to_owned(),
            client: Client::builder()
                .pool_max_idle_per_host(0)
                .timeout(Duration::from_mins(1))
                .build()?,
        })
    }

    /// Sends an upload and expects it to be taken.
    ///
    /// # Errors
    /// When the hub refuses it.
    pub async fn submit(&self, file: &File) -> anyhow::Result<Submitted> {
        self.send(file).await?.done()
    }

    /// Sends an upload and answers what became of it at the door.
    ///
    /// # Errors
    /// When the hub refuses it.
    pub async fn outcome(&self, file: &File) -> anyhow::Result<Outcome> {
        Ok(self.submit(file).await?.outcome)
    }

    /// Sends an upload and answers whatever the hub says.
    ///
    /// # Errors
    /// When no answer comes.
    pub async fn send(&self, file: &File) -> anyhow::Result<Answer<Submitted>> {
        let media = Part::bytes(file.bytes.clone()).file_name(file.name.clone());
        let context = serde_json::json!({"reference": file.name}).to_string();
        self.send_form(Form::new().part("media", media).text("context", context))
            .await
    }

    /// Sends any form.
    ///
    /// # Errors
    /// When no answer comes.
    pub async fn send_form(&self, form: Form) -> anyhow::Result<Answer<Submitted>> {
        let request = self.client.post(format!("{}/v1/items", self.url));
        answer(request.bearer_auth(&self.key).multipart(form).send().await?).await
    }

    /// Where an upload stands.
    ///
    /// # Errors
    /// When the hub refuses.
    pub async fn item(&self, item: ItemId) -> anyhow::Result<ItemState> {
        self.get(&format!("/v1/items/{item}")).await?.done()
    }

    /// Asks for any path with the source's key.
    ///
    /// # Errors
    /// When no answer comes.
    pub async fn get<T: serde::de::DeserializeOwned>(&self, path: &str) -> anyhow::Result<Answer<T>> {
        let request = self.client.get(format!("{}{path}", self.url));
        answer(request.bearer_auth(&self.key).send().await?).await
    }
}
