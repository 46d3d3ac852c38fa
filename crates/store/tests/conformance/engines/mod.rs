//! The engines that keep a hub's memory, as the suite needs them: opened, and tampered with behind the hub's back.
//! Nothing else of the suite knows which engine it meets.

pub(crate) mod cluster;
pub(crate) mod past;
mod postgres;
mod sqlite;

pub(crate) use cluster::Cluster;
use past::Past;
use scrim_store::{Clock, Store, StoreError};
use std::path::Path;

/// Set by a run that leaves the server out.
const WITHOUT: &str = "SCRIM_TEST_WITHOUT_POSTGRES";

/// One way to keep the hub's memory. A hub is told apart by its folder, whether it keeps anything there or not.
pub(crate) struct Engine {
    pub(crate) name: &'static str,
    pub(crate) open: fn(&Path, Clock) -> Result<Store, StoreError>,
    /// Runs SQL on what is kept; answers whether it was taken.
    pub(crate) run: fn(&Path, &str) -> bool,
    /// SQL that takes the chain's own protection off.
    pub(crate) unprotect: &'static str,
    /// Whether a text of so many values, `?1` the first, has all its rows sorted before the first of them is answered.
    pub(crate) sorts: fn(&Path, &str, usize) -> bool,
    /// An id as SQL, of a whole number `n.n`: one of the time that many milliseconds after 1970.
    pub(crate) id_of: &'static str,
    /// How an earlier version leaves a database.
    pub(crate) past: &'static Past,
}

/// Every engine that can be had here.
pub(crate) fn all() -> Vec<&'static Engine> {
    let mut engines = vec![&sqlite::ENGINE];
    engines.extend(server().map(|_cluster| &postgres::ENGINE));
    engines
}

/// The server, where there is one.
///
/// # Panics
/// In CI, where there is none.
pub(crate) fn server() -> Option<&'static Cluster> {
    let unwanted = std::env::var_os(WITHOUT).map(|_| "it was left out for speed");
    match unwanted.map_or_else(cluster::get, Err) {
        Ok(cluster) => Some(cluster),
        Err(why) => {
            let in_ci = std::env::var("CI").is_ok_and(|value| value == "true");
            assert!(!in_ci, "the suite has to run on PostgreSQL, but {why}");
            eprintln!("skipped: conformance on PostgreSQL, because {why}");
            None
        }
    }
}
