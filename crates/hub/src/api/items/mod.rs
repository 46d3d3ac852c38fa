//! Uploads: sent in, and asked about.

pub(super) mod appeal;
pub(super) mod destroy;
pub(super) mod removal;
pub(super) mod show;
pub(super) mod submit;
