//! What leaves the hub after a verdict: to whom, what, when it is tried again, and how it is taken back.
//!
//! Everything here is off until somebody turns it on. [`what_leaves`] says what a confirmed verdict tells a destination,
//! [`Delivery`] how one message lives, [`turn`] what has to be sent or withdrawn when what is to be told changes. Knows
//! nothing of HTTP, of addresses or of secrets.

mod backoff;
mod destination;
mod failure;
mod leaving;
mod life;
mod listing;
mod notice;
mod thread;

pub use backoff::{FIRST_WAIT, LONGEST_WAIT, MOST_ATTEMPTS, wait};
pub use destination::{Banks, Destination, Kind, Mode};
pub use failure::Failure;
pub use leaving::{
    Fingerprint, Ground, MadeEntry, Message, Outcome, Purpose, Says, Settled, SettledItem, SettledPair, Subject, Vote,
};
pub use leaving::{Origin, what_leaves};
pub use life::{Delivery, InvalidStep, State};
pub use notice::Notice;
pub use thread::{Letter, Turn, may_go, may_go_again, run, told_again, turn, wanted};
