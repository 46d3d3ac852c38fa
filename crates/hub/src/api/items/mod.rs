//! Uploads: sent in, and asked about.

pub(super) mod show;
pub(super) mod submit;
