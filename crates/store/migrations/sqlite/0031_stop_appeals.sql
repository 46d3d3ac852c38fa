-- Appeals of what was stopped at the door, where no verdict on the upload could be appealed: one for each upload.
CREATE TABLE stop_appeal (
    case_id BLOB PRIMARY KEY REFERENCES review_case (id),
    item BLOB NOT NULL REFERENCES item (id),
    -- What had stopped it.
    entry BLOB NOT NULL REFERENCES entry (id),
    -- The platform's own word for it.
    reference TEXT NOT NULL,
    asked_at INTEGER NOT NULL,
    outcome TEXT CHECK (outcome IN ('upheld', 'overturned')),
    closed_at INTEGER,
    UNIQUE (item, entry)
) STRICT, WITHOUT ROWID;
