-- What a verdict counts as where it is asked whether something rose: clearings, disputes or neither; null before.
ALTER TABLE verdict ADD COLUMN counts_as TEXT;

-- Verdicts of a time, of everybody.
CREATE INDEX verdict_at ON verdict (at);

-- Days on which everybody was looked at.
CREATE TABLE alarm_day (day BIGINT PRIMARY KEY);

-- That somebody's clearings or disputes rose sharply in a queue: what and when, and neither how much nor how fast.
CREATE TABLE alarm (
    id UUID PRIMARY KEY,
    person UUID NOT NULL REFERENCES person (id),
    queue UUID NOT NULL REFERENCES queue (id),
    rose TEXT NOT NULL CHECK (rose IN ('clearings', 'disputes')),
    since BIGINT NOT NULL,
    until BIGINT NOT NULL,
    raised_at BIGINT NOT NULL,
    acknowledged_at BIGINT,
    acknowledged_by UUID REFERENCES person (id),
    reason TEXT
);
CREATE INDEX alarm_person ON alarm (person);
