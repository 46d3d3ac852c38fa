//! Looks: granted by the hub, closed by the desk.

pub mod ask;
pub mod close;
