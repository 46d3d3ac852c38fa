-- Appeals of what was stopped at the door, where no verdict on the upload could be appealed: one for each upload.
CREATE TABLE stop_appeal (
    case_id UUID PRIMARY KEY REFERENCES review_case (id),
    item UUID NOT NULL REFERENCES item (id),
    -- What had stopped it.
    entry UUID NOT NULL REFERENCES entry (id),
    -- The platform's own word for it.
    reference TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    outcome TEXT CHECK (outcome IN ('upheld', 'overturned')),
    closed_at BIGINT,
    UNIQUE (item, entry)
);
