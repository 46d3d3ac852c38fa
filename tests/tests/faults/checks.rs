//! What has to be true when all is over.

use crate::{cluster::Cluster, server::one};

/// What must be found nowhere: what it is, and how many there are.
const NEVER: [(&str, &str); 4] = [
    (
        "cases with two verdicts, of which one would do",
        "SELECT count(*) FROM (SELECT case_id FROM verdict GROUP BY case_id HAVING count(*) > 1) twice",
    ),
    (
        "verdicts under a lease of a case that was somebody else's by then",
        "SELECT count(*) FROM verdict v JOIN lease later ON later.case_id = v.case_id AND later.taken_at <= v.at
         WHERE later.fence > (SELECT max(own.fence) FROM lease own
                              WHERE own.case_id = v.case_id AND own.person = v.person AND own.taken_at <= v.at)",
    ),
    (
        "decided cases without a verdict",
        "SELECT count(*) FROM review_case c WHERE c.state = 'decided'
         AND NOT EXISTS (SELECT 1 FROM verdict v WHERE v.case_id = c.id)",
    ),
    (
        "effects written twice",
        "SELECT count(*) FROM (SELECT verdict, effect, direction FROM outbox GROUP BY verdict, effect, direction HAVING count(*) > 1) twice",
    ),
];

/// Checks all of it.
pub(crate) fn nothing_is_doubled(cluster: &Cluster) -> anyhow::Result<()> {
    for (what, question) in NEVER {
        let found: i64 = one(cluster, question)?;
        anyhow::ensure!(found == 0, "{found} {what}");
    }
    Ok(())
}

/// How many verdicts there are.
pub(crate) fn verdicts(cluster: &Cluster) -> anyhow::Result<i64> {
    one(cluster, "SELECT count(*) FROM verdict")
}
