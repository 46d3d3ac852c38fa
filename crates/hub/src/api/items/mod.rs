//! Uploads: sent in, and asked about.

pub mod show;
pub mod submit;
