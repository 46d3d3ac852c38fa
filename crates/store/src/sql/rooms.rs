//! How many more cases of a queue people may be given who have a capacity of their own there.

use super::queues::Queues;
use crate::{db::Many, engine::Tx, error::StoreError};
use scrim_model::{
    ids::{PersonId, QueueId},
    sharing::Assignment,
    time::Span,
};
use std::collections::HashMap;

const TAKEN: Many = Many {
    text: "SELECT t.* FROM {per row} (SELECT
               (SELECT count(*) FROM lease l JOIN review_case c ON c.id = l.case_id
                WHERE l.person = ?1 AND l.ended_at IS NULL AND c.queue = ?2) AS open,
               (SELECT count(DISTINCT l.case_id) FROM lease l JOIN review_case c ON c.id = l.case_id
                WHERE l.person = ?1 AND l.taken_at > ?3 AND c.queue = ?2) AS today, ?4 AS number) t",
    kinds: &["UUID", "UUID", "BIGINT", "BIGINT"],
};

/// What is left of each capacity that one of these has; of all others nothing.
pub(super) fn left(
    tx: &Tx<'_>,
    people: &[PersonId],
    queues: &Queues,
) -> Result<HashMap<(PersonId, QueueId), usize>, StoreError> {
    let mut limited: Vec<(PersonId, QueueId, Assignment)> = Vec::new();
    for (queue, settings) in queues.all() {
        let theirs = people
            .iter()
            .filter_map(|person| Some((person, settings.assignments.get(person)?)));
        let theirs = theirs.filter(|(_person, assignment)| assignment.limits());
        limited.extend(theirs.map(|(person, assignment)| (*person, queue, *assignment)));
    }
    let since = tx.now - Span::hours(24);
    let rows = limited.iter().zip(0_usize..);
    let rows = rows.map(|((person, queue, _assignment), number)| (person.0, queue.0, since.0, number));
    let rows: Vec<_> = rows.collect();
    let taken = tx.db.query_each(&TAKEN, &rows, |row| {
        Ok((row.get::<usize>(2)?, row.get::<usize>(0)?, row.get::<u32>(1)?))
    })?;
    let left = taken.into_iter().filter_map(|(number, open, today)| {
        let (person, queue, assignment) = limited.get(number)?;
        Some(((*person, *queue), assignment.room(open, today)))
    });
    Ok(left.collect())
}
