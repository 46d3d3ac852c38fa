//! HMA (`OpenMediaMatch` 2): a hash list that can be looked up in, as spoken by `hma-v1.1.7`.
//!
//! Every answer is turned into a type of ours or into a [`Failure`]; what is odd about HMA stays in here, and
//! `README.md` beside this file lists it, each with what is done about it and the test that shows it. Knows
//! nothing of uploads and cases, and never sends a picture to be looked up: our hash is HMA's.

mod again;
mod banking;
mod banks;
mod content;
mod exchanges;
mod lookup;
mod name;
mod provenance;
mod standing;
mod status;
pub mod tell;
mod written;

use crate::call::{Answer, Failure, Service};
use reqwest::Method;
use serde::{Serialize, de::DeserializeOwned};

pub use again::Disabled;
pub use banking::{MediaFile, NOTE_CHARACTERS, UserMetadata};
pub use banks::Bank;
pub use content::{Content, Listing};
pub use exchanges::{Exchange, Fetching};
pub use lookup::{ContentId, Distance, Found};
pub use name::{BankName, NoBankName};
pub use provenance::{Provenance, UpstreamId};
pub use standing::Enabled;
pub use status::{IndexState, Readiness, SignalType};
pub use tell::{Receipt, Told};
pub use written::Written;

/// What HMA calls the signals that are asked for here.
pub const PDQ: &str = "pdq";

/// One HMA.
#[derive(Clone)]
pub struct Hma {
    service: Service,
}

impl Hma {
    /// HMA behind a service's address: its own, or the path that a proxy gives it.
    pub fn new(service: Service) -> Self {
        Self { service }
    }

    async fn get<T: DeserializeOwned>(&self, path: &str, question: &[(&str, &str)]) -> Result<T, Failure> {
        let request = self.service.ask(Method::GET, path, question);
        self.service.send(request).await?.json()
    }

    async fn send<B: Serialize>(&self, method: Method, path: &str, body: &B) -> Result<Answer, Failure> {
        let request = self.service.call(method, path).json(body);
        self.service.send(request).await
    }
}
