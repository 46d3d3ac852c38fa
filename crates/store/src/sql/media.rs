//! Which sealed parts the rows speak of.

use super::columns::rung;
use crate::{db::Db, error::StoreError};
use scrim_model::{ids::ItemId, rung::Rung};

/// Every part that has a key, in the order of the uploads; none for a rung is the original.
pub(crate) fn named(db: Db<'_>) -> Result<Vec<(ItemId, Option<Rung>)>, StoreError> {
    let mut sql = db.prepare_cached(
        // What is shown under a name of its own is sealed once. A copy that was made before there was any has this column, too.
        "SELECT id, -1 AS part FROM item WHERE original_key IS NOT NULL AND outcome <> 'look_alike_shown'
         UNION ALL SELECT r.item, r.rung FROM rendition r JOIN item i ON i.id = r.item AND i.outcome <> 'look_alike_shown'
         ORDER BY 1, 2",
    )?;
    let rows = sql.query_map((), |row| Ok((ItemId(row.get(0)?), row.get::<i64>(1)?)))?;
    let parts = rows.map(|row| {
        let (item, part) = row?;
        let part = u8::try_from(part).ok();
        Ok((item, part.map(rung).transpose()?))
    });
    parts.collect()
}
