-- That somebody marked a case because a child may be at immediate risk, and what the case was before.
CREATE TABLE urgent (
    case_id UUID NOT NULL REFERENCES review_case (id),
    marked_at BIGINT NOT NULL,
    marked_by UUID NOT NULL REFERENCES person (id),
    reason TEXT NOT NULL,
    was_priority BIGINT NOT NULL,
    was_escalated BOOLEAN NOT NULL,
    -- Taken back.
    lifted_at BIGINT,
    PRIMARY KEY (case_id, marked_at)
);
CREATE UNIQUE INDEX urgent_standing ON urgent (case_id) WHERE lifted_at IS NULL;
