//! Holding cases, and the renditions of what is held.

pub mod release;
pub mod rendition;
pub mod renew;
pub mod take;
