//! The documents of the hub's API, this version's and that of the version before, as tests read them: the hub's hold one
//! beside the other, the client's read answers and make requests by either, and the whole system's put a door before the
//! hub that knows the older one alone.
//!
//! Knows what `utoipa` writes, and no more of `OpenAPI`. Nothing that runs depends on it.

mod document;
mod schema;

pub use document::Document;
pub use schema::{at, fields, kinds, list, name, only_field};
