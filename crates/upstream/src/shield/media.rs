//! `POST /v1/media/` and `POST /v1/url/`: whole files, and addresses of files.

use super::{Detail, Digests, Finding, Said, Shield};
use crate::call::Failure;
use reqwest::Body;
use serde::Deserialize;

/// What a file is known as.
#[derive(Debug, Clone, PartialEq)]
pub struct ScannedFile {
    /// How many bytes were scanned.
    pub size_bytes: u64,
    /// Digests of what was scanned.
    pub digests: Digests,
    /// As what it is known.
    pub finding: Finding,
}

#[derive(Deserialize)]
struct Scanned {
    size_bytes: u64,
    sha1_base32: String,
    sha256_hex: String,
    #[serde(flatten)]
    said: Said<Vec<Detail>>,
}

impl Shield {
    /// What a file is known as, by its bytes and by its looks. It is handed to whoever runs the service.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn scan_media(&self, bytes: impl Into<Body>, kind: &str) -> Result<ScannedFile, Failure> {
        let scanned: Scanned = self.ask("v1/media/", kind, bytes).await?;
        scanned.read()
    }

    /// What the file at an address is known as. The service fetches it.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn scan_url(&self, url: &str) -> Result<ScannedFile, Failure> {
        let body = serde_json::json!({"url": url}).to_string();
        let scanned: Scanned = self.ask("v1/url/", "application/json", body).await?;
        scanned.read()
    }
}

impl Scanned {
    fn read(self) -> Result<ScannedFile, Failure> {
        Ok(ScannedFile {
            size_bytes: self.size_bytes,
            digests: Digests::read(&self.sha1_base32, &self.sha256_hex)?,
            finding: Finding::read(self.said)?,
        })
    }
}
