//! Looks: granted by the hub, closed by the desk.

pub(super) mod ask;
pub(super) mod close;
pub(super) mod tile;
