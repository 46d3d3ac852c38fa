//! Where one text does not do for every engine.
//!
//! `SQLite` has one writer: what a unit reads stays as it is until the unit ends, and needs no lock.

use super::{Db, Result};
use scrim_model::time::Time;

/// What one unit after the other has to itself, in a database that several share. The lists (7238002) and the head of
/// the chain (7238003) are locked by functions of the schema.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Lock {
    /// The right to change tables.
    Schema = 7_238_004,
}

/// Takes rows, and passes over those that are somebody else's.
pub(super) const CLAIMED: &str = "FOR NO KEY UPDATE SKIP LOCKED";

impl Db<'_> {
    /// Ends a `SELECT` whose rows this unit means to change: they are its own until it is committed, and rows
    /// that are somebody else's are passed over.
    pub(crate) fn claim(self) -> &'static str {
        match self {
            Self::Sqlite(_) => "",
            Self::Postgres(_) => CLAIMED,
        }
    }

    /// Ends a `SELECT` whose rows must stay as they are until this unit is committed.
    pub(crate) fn keep(self) -> &'static str {
        match self {
            Self::Sqlite(_) => "",
            Self::Postgres(_) => "FOR NO KEY UPDATE",
        }
    }

    /// Ends a `SELECT` whose rows nobody may change until this unit is committed, which others may read for the same.
    pub(crate) fn share(self) -> &'static str {
        match self {
            Self::Sqlite(_) => "",
            Self::Postgres(_) => "FOR SHARE",
        }
    }

    /// The last row of the chain, `seq` and `hash`, which stays the last until this unit is committed.
    pub(crate) fn keep_chain(self) -> &'static str {
        match self {
            Self::Sqlite(_) => "SELECT seq, hash FROM chain ORDER BY seq DESC LIMIT 1",
            Self::Postgres(_) => "SELECT seq, hash FROM hub_chain_head()",
        }
    }

    /// Waits until nobody else has this, and keeps it; on `PostgreSQL` alone.
    pub(crate) fn lock(self, lock: Lock) -> Result<()> {
        self.query_row("SELECT pg_advisory_xact_lock(?1)", [lock as i64], |_row| Ok(()))
    }

    /// Whether a person's `name` is `?1`, whichever case its Latin letters have.
    pub(crate) fn same_name(self) -> &'static str {
        match self {
            Self::Sqlite(_) => "name = ?1",
            Self::Postgres(_) => "lower(name) = lower(CAST(?1 AS TEXT) COLLATE \"C\")",
        }
    }

    /// What the hub's time is for one who asks, as [`Self::times`].
    pub(crate) fn time(self, clock: Time) -> Result<Time> {
        Ok(self.times(&[clock])?.first().copied().unwrap_or(clock))
    }

    /// What the hub's time is, without writing it down, for each of several who ask. `clock` is what the hub's own
    /// clock said to them; where the database keeps the time, nobody asks it.
    pub(crate) fn times(self, clocks: &[Time]) -> Result<Vec<Time>> {
        let last = match self {
            Self::Sqlite(_) => self.query_row("SELECT last_now FROM hub", (), |row| row.get(0).map(Time))?,
            Self::Postgres(session) => {
                let clock = (!session.keeps_time).then(|| clocks.iter().min().copied().unwrap_or_default().0);
                let now = self.query_row("SELECT hub_time_by(?1)", [clock], |row| row.get(0).map(Time))?;
                if session.keeps_time {
                    return Ok(clocks.iter().map(|_clock| now).collect());
                }
                now
            }
        };
        Ok(clocks.iter().map(|clock| last.max(*clock)).collect())
    }
}
