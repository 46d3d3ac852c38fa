//! The calls that change something at an HMA, as they are written: what is shown to people is what is sent.

use super::{BankName, Enabled, Hma, Listing, PDQ, content::clipped};
use crate::call::{Answer, Failure};
use reqwest::{Method, header};
use scrim_hashing::pdq::PdqHash;
use serde_json::json;

/// A call that changes something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// By which method.
    pub method: Method,
    /// Where to, below HMA's address; begins with no slash.
    pub path: String,
    /// JSON, or nothing.
    pub body: String,
}

impl Written {
    /// A hash is put on a bank.
    pub(super) fn banking(bank: &BankName, hash: PdqHash, note: &str) -> Self {
        Self {
            method: Method::POST,
            path: format!("c/bank/{bank}/signal"),
            body: json!({PDQ: hash, "note": clipped(note)}).to_string(),
        }
    }

    /// Content is to match or not.
    pub(super) fn standing(listing: &Listing, matches: bool, note: &str) -> Self {
        let wanted = if matches { Enabled::Yes } else { Enabled::No };
        Self {
            method: Method::PUT,
            path: listing.path(),
            body: json!({"disable_until_ts": wanted, "note": clipped(note)}).to_string(),
        }
    }

    /// Content is taken off its bank.
    pub(super) fn removal(listing: &Listing) -> Self {
        Self {
            method: Method::DELETE,
            path: listing.path(),
            body: String::new(),
        }
    }
}

impl Hma {
    pub(super) async fn perform(&self, written: Written) -> Result<Answer, Failure> {
        let request = self.service.call(written.method, &written.path);
        let request = if written.body.is_empty() {
            request
        } else {
            request
                .header(header::CONTENT_TYPE, "application/json")
                .body(written.body)
        };
        self.service.send(request).await
    }
}
