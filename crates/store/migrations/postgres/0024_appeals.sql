-- What a case is for: to decide on an upload, or on an appeal of what was decided before.
ALTER TABLE review_case ADD COLUMN purpose TEXT NOT NULL DEFAULT 'review';

-- One for each upload and decision.
CREATE TABLE appeal (
    case_id UUID PRIMARY KEY REFERENCES review_case (id),
    item UUID NOT NULL REFERENCES item (id),
    of_case UUID NOT NULL REFERENCES review_case (id),
    of_verdict UUID NOT NULL REFERENCES verdict (id),
    -- The platform's own word for it.
    reference TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    outcome TEXT CHECK (outcome IN ('upheld', 'overturned')),
    closed_at BIGINT,
    UNIQUE (item, of_verdict)
);
