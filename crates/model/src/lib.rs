//! Scrim's rules and state machines as plain values: what a case is, what a verdict needs and does,
//! what may be looked at, when work pauses.
//!
//! Deliberately knows nothing of io, SQL, HTTP, windows, the clock or randomness: "now" and every
//! random choice are arguments, so each rule can be tested against any order of events.

pub mod agreement;
pub mod alarm;
pub mod appeal;
pub mod audit;
pub mod case;
pub mod check;
pub mod days;
pub mod delivery;
pub mod digests;
pub mod disclosure;
pub mod distance;
pub mod door;
pub mod effect;
pub mod entry;
pub mod evidence;
pub mod feedback;
pub mod flow;
pub mod full_size;
pub mod grant;
pub mod history;
pub mod identity;
pub mod ids;
pub mod known;
pub mod lease;
pub mod lens;
pub mod look_alike;
pub mod matcher;
pub mod matching;
pub mod opt_out;
pub mod person;
pub mod picture;
pub mod precedent;
pub mod provenance;
pub mod queue;
pub mod quorum;
pub mod redirect;
pub mod rematching;
pub mod report;
pub mod retention;
pub mod routing;
pub mod rung;
pub mod scheme;
pub mod second_looks;
pub mod session;
pub mod setup;
pub mod sharing;
pub mod sheet;
pub mod source_key;
pub mod spreadsheet;
pub mod support;
pub mod time;
pub mod transparency;
pub mod update;
pub mod urgent;
pub mod verdict;
pub mod viewed;
pub mod votes;
pub mod wellness;
