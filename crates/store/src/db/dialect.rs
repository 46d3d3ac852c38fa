//! Where one text does not do for every engine.
//!
//! `SQLite` has one writer: what a unit reads stays as it is until the unit ends, and needs no lock.

use super::{Db, Result};
use scrim_model::time::Time;

/// What one unit after the other has to itself, in a database that several share.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Lock {
    /// The lists.
    Lists = 7_238_002,
    /// The head of the chain.
    Chain = 7_238_003,
    /// The right to change tables.
    Schema = 7_238_004,
}

impl Db<'_> {
    /// Ends a `SELECT` whose rows this unit means to change: they are its own until it is committed, and rows
    /// that are somebody else's are passed over.
    pub(crate) fn claim(self) -> &'static str {
        match self {
            Self::Sqlite(_) => "",
            Self::Postgres(_) => "FOR NO KEY UPDATE SKIP LOCKED",
        }
    }

    /// Ends a `SELECT` whose rows must stay as they are until this unit is committed.
    pub(crate) fn keep(self) -> &'static str {
        match self {
            Self::Sqlite(_) => "",
            Self::Postgres(_) => "FOR NO KEY UPDATE",
        }
    }

    /// Keeps the head of the chain until this unit is committed.
    pub(crate) fn keep_chain(self) -> Result<()> {
        match self {
            Self::Sqlite(_) => Ok(()),
            Self::Postgres(_) => self.lock(Lock::Chain),
        }
    }

    /// Waits until nobody else has this, and keeps it; on `PostgreSQL` alone.
    pub(crate) fn lock(self, lock: Lock) -> Result<()> {
        self.query_row("SELECT pg_advisory_xact_lock(?1)", [lock as i64], |_row| Ok(()))
    }

    /// Waits until nobody has this alone, and shares it; on `PostgreSQL` alone.
    pub(crate) fn lock_shared(self, lock: Lock) -> Result<()> {
        self.query_row("SELECT pg_advisory_xact_lock_shared(?1)", [lock as i64], |_row| Ok(()))
    }

    /// Whether a person's `name` is `?1`, whichever case its Latin letters have.
    pub(crate) fn same_name(self) -> &'static str {
        match self {
            Self::Sqlite(_) => "name = ?1",
            Self::Postgres(_) => "lower(name) = lower(CAST(?1 AS TEXT) COLLATE \"C\")",
        }
    }

    /// What the hub's time is, without writing it down. `clock` is what the hub's own clock says; where the
    /// database keeps the time, nobody asks it.
    pub(crate) fn time(self, clock: Time) -> Result<Time> {
        match self {
            Self::Sqlite(_) => {
                let last = self.query_row("SELECT last_now FROM hub", (), |row| row.get(0))?;
                Ok(clock.max(Time(last)))
            }
            Self::Postgres(session) => {
                let clock = (!session.keeps_time).then_some(clock.0);
                self.query_row("SELECT hub_time_by(?1)", [clock], |row| row.get(0).map(Time))
            }
        }
    }
}
