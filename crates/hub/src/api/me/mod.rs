//! The person's own page, settings and breaks.

pub mod breaks;
pub mod exposures;
pub mod own_wellness;
pub mod show;
