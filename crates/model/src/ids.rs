//! Identifiers as types of their own, so that a lease can never be passed where a case is meant.
//!
//! Knows nothing of how an id is drawn: the edges make `UUIDv7` values, which sort by time of making.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use uuid::Uuid;

macro_rules! id {
    ($($(#[$doc:meta])* $name:ident)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.hyphenated().fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    )+};
}

id! {
    /// One upload.
    ItemId
    /// One decision: one piece of content and its duplicates.
    CaseId
    /// A hash list.
    BankId
    /// One known picture on a list.
    EntryId
    /// A person who signs in, or a source that sends uploads.
    PersonId
    /// Where cases wait.
    QueueId
    /// One person's exclusive hold on a case.
    LeaseId
    /// One permission to look, at one rung.
    GrantId
    /// One verdict by one person.
    VerdictId
    /// One sign-in of one person on one device.
    SessionId
    /// Several people who share a floor.
    TeamId
    /// A service outside that is told of confirmed verdicts.
    DestinationId
    /// A service outside that is asked about uploads.
    MatcherId
    /// One message to one destination, under whichever number of attempts: what it is recognised by when it comes twice.
    DeliveryId
    /// That something rose sharply with one person.
    AlarmId
}
