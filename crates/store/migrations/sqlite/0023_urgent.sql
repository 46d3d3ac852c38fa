-- That somebody marked a case because a child may be at immediate risk, and what the case was before.
CREATE TABLE urgent (
    case_id BLOB NOT NULL REFERENCES review_case (id),
    marked_at INTEGER NOT NULL,
    marked_by BLOB NOT NULL REFERENCES person (id),
    reason TEXT NOT NULL,
    was_priority INTEGER NOT NULL,
    was_escalated INTEGER NOT NULL,
    -- Taken back.
    lifted_at INTEGER,
    PRIMARY KEY (case_id, marked_at)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX urgent_standing ON urgent (case_id) WHERE lifted_at IS NULL;
