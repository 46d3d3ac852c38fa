//! Where one text does not do for every engine.

use super::{Db, Result};
use scrim_model::time::Time;

impl Db<'_> {
    /// Ends a `SELECT` whose rows this unit means to change: they are its own until it is committed, and rows
    /// that are somebody else's are passed over.
    pub(crate) fn claim(self) -> &'static str {
        ""
    }

    /// Ends a `SELECT` whose rows must stay as they are until this unit is committed.
    pub(crate) fn keep(self) -> &'static str {
        ""
    }

    /// Whether a person's `name` is `?1`, whichever case its Latin letters have.
    pub(crate) fn same_name(self) -> &'static str {
        "name = ?1"
    }

    /// The hub's time, which no clock set back makes earlier; `clock` is what the hub's own clock says.
    pub(crate) fn time(self, clock: Time) -> Result<Time> {
        let last = self.query_row("SELECT last_now FROM hub", (), |row| row.get(0))?;
        Ok(clock.max(Time(last)))
    }
}
