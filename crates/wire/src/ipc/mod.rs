//! What travels between the desk and its window: intents in, one view out.
//!
//! The list of commands lives once, in [`commands`]; the window draws [`view::DeskView`] and sends
//! intents. Pixels never travel here: a view names a frame, which the window fetches once by the
//! `scrim://` protocol.

pub mod administration;
pub mod appearance;
pub mod commands;
pub mod handoff;
pub mod history;
pub mod keeping;
pub mod links;
pub mod oversight;
pub mod queues;
pub mod record;
pub mod services;
pub mod setting_up;
pub mod shutter;
pub mod updates;
pub mod urgent;
pub mod view;
