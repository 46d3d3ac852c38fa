//! How members have voted on entries: both counts, or neither.

use crate::{
    db::{Db, Row},
    error::StoreError,
};
use scrim_model::{ids::EntryId, votes::MemberVotes};

/// Keeps what a list says now of an entry that is there. A list that says nothing leaves what was said before.
pub(super) fn set(db: Db<'_>, entry: EntryId, votes: Option<MemberVotes>) -> Result<(), StoreError> {
    let Some(votes) = votes else { return Ok(()) };
    db.prepare_cached("UPDATE entry SET votes_up = ?2, votes_down = ?3 WHERE id = ?1")?
        .execute((entry.0, votes.up, votes.down))?;
    Ok(())
}

/// From two columns, `at` and the one after it.
pub(super) fn read(row: &Row<'_>, at: usize) -> Result<Option<MemberVotes>, StoreError> {
    Ok(MemberVotes::said(row.get(at)?, row.get(at + 1)?))
}
