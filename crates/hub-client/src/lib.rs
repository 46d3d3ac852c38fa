//! A typed client of the hub: one method per operation, one error for all of them; and a way to fetch files from elsewhere.
//!
//! Knows the contract in `scrim-wire` and how to reach a hub. Deliberately knows nothing of sessions
//! that last, retries, keyrings or what an answer means: that is the desk's.

mod address;
mod administering;
mod care;
mod client;
mod error;
mod events;
mod fetching;
mod https;
mod keeping;
mod older;
mod overseeing;
mod queues;
mod reading;
mod record;
mod reporting;
mod services;
mod setting_up;
mod settling;
mod signed;
mod transport;

pub use address::{BadAddress, HubAddress};
pub use client::HubClient;
pub use error::{ClientError, Oddity};
pub use events::{Events, Heard};
pub use fetching::{Bounds, Coming, Files, NotFetched};
pub use https::{Https, NoTls};
pub use signed::{LeaseProof, Signed};
pub use transport::{Answering, Listening, Method, Reply, Request, Streamed, Transport, Unreachable};
