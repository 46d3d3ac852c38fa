//! Holding cases, and the renditions of what is held.

pub(super) mod notes;
pub(super) mod release;
pub(super) mod rendition;
pub(super) mod renew;
pub(super) mod take;
