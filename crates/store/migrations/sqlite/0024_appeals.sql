-- What a case is for: to decide on an upload, or on an appeal of what was decided before.
ALTER TABLE review_case ADD COLUMN purpose TEXT NOT NULL DEFAULT 'review';

-- One for each upload and decision.
CREATE TABLE appeal (
    case_id BLOB PRIMARY KEY REFERENCES review_case (id),
    item BLOB NOT NULL REFERENCES item (id),
    of_case BLOB NOT NULL REFERENCES review_case (id),
    of_verdict BLOB NOT NULL REFERENCES verdict (id),
    -- The platform's own word for it.
    reference TEXT NOT NULL,
    asked_at INTEGER NOT NULL,
    outcome TEXT CHECK (outcome IN ('upheld', 'overturned')),
    closed_at INTEGER,
    UNIQUE (item, of_verdict)
) STRICT, WITHOUT ROWID;
