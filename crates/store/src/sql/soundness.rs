//! The proof, fault by fault: each query counts what must not be.

use super::queues;
use crate::{engine::Tx, error::StoreError, soundness::Soundness};

const FAULTS: [(&str, &str); 14] = [
    (
        "cases in hand by no open lease of theirs",
        "SELECT count(*) FROM review_case c WHERE state = 'leased' AND NOT EXISTS (SELECT 1 FROM lease l
         WHERE l.id = c.lease AND l.case_id = c.id AND l.person = c.leased_to AND l.fence = c.fence AND l.ended_at IS NULL)",
    ),
    (
        "cases in nobody's hand that name a lease",
        "SELECT count(*) FROM review_case WHERE state <> 'leased' AND (lease IS NOT NULL OR leased_to IS NOT NULL)",
    ),
    (
        "open leases whose case is not in hand by them",
        "SELECT count(*) FROM lease l WHERE l.ended_at IS NULL AND NOT EXISTS (SELECT 1 FROM review_case c
         WHERE c.id = l.case_id AND c.lease = l.id AND c.state = 'leased')",
    ),
    (
        "cases whose state and decision contradict each other",
        "SELECT count(*) FROM review_case
         WHERE purpose <> 'look_alike' AND (state = 'decided') <> (decision LIKE '{\"state\":\"confirmed\"%' OR ended IS NOT NULL)",
    ),
    (
        "cases whose decision and outcome contradict each other",
        "SELECT count(*) FROM review_case WHERE (outcome IS NOT NULL) <> (decision LIKE '{\"state\":\"confirmed\"%')",
    ),
    (
        "pairs decided in cases that are not",
        "SELECT count(*) FROM decided_pair p JOIN review_case c ON c.id = p.case_id WHERE c.outcome IS NULL",
    ),
    (
        "uploads under review in no case",
        "SELECT count(*) FROM item i WHERE outcome = 'queued'
         AND NOT EXISTS (SELECT 1 FROM review_case c WHERE c.id = i.case_id)",
    ),
    (
        "uploads that are part of a check or a look-alike",
        "SELECT count(*) FROM item i JOIN review_case c ON c.id = i.case_id
         WHERE c.purpose IN ('check', 'look_alike')",
    ),
    (
        "cases without their upload",
        "SELECT count(*) FROM review_case c WHERE NOT EXISTS (SELECT 1 FROM item i WHERE i.id = c.item)",
    ),
    (
        "open cases whose picture was destroyed",
        "SELECT count(*) FROM review_case c WHERE state IN ('waiting', 'leased')
         AND EXISTS (SELECT 1 FROM destroyed d WHERE d.item = c.item)",
    ),
    (
        "destroyed uploads that still have a key",
        "SELECT count(*) FROM destroyed d JOIN item i ON i.id = d.item WHERE i.original_key IS NOT NULL
         OR EXISTS (SELECT 1 FROM rendition r WHERE r.item = d.item)",
    ),
    (
        "unverified uploads that no matcher is asked about",
        "SELECT count(*) FROM item i WHERE outcome = 'unverified'
         AND NOT EXISTS (SELECT 1 FROM open_question q WHERE q.item = i.id)",
    ),
    (
        "unverified uploads in a case or without their picture",
        "SELECT count(*) FROM item i WHERE outcome = 'unverified' AND (case_id IS NOT NULL OR original_key IS NULL)",
    ),
    (
        "uploads that were answered for good while a matcher is asked about them",
        "SELECT count(DISTINCT q.item) FROM open_question q JOIN item i ON i.id = q.item
         WHERE i.outcome IN ('no_match', 'passed', 'stopped')",
    ),
];

pub(crate) fn of(tx: &Tx<'_>) -> Result<Soundness, StoreError> {
    let count = |text: &str| -> Result<u64, StoreError> {
        let mut sql = tx.db.prepare_cached(text)?;
        Ok(sql.query_row((), |row| row.get(0))?)
    };
    let mut found = Soundness {
        cases: count("SELECT count(*) FROM review_case")?,
        ..Soundness::default()
    };
    for (what, text) in FAULTS {
        let many = count(text)?;
        if many > 0 {
            found.faults.push((what, many));
        }
    }
    let queues = queues::all(tx)?;
    found.stranded = queues.iter().map(|queue| queue.counts.stranded).sum();
    Ok(found)
}
