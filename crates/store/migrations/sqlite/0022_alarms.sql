-- What a verdict counts as where it is asked whether something rose: clearings, disputes or neither; null before.
ALTER TABLE verdict ADD COLUMN counts_as TEXT;

-- Verdicts of a time, of everybody.
CREATE INDEX verdict_at ON verdict (at);

-- Days on which everybody was looked at.
CREATE TABLE alarm_day (day INTEGER PRIMARY KEY) STRICT;

-- That somebody's clearings or disputes rose sharply in a queue: what and when, and neither how much nor how fast.
CREATE TABLE alarm (
    id BLOB PRIMARY KEY,
    person BLOB NOT NULL REFERENCES person (id),
    queue BLOB NOT NULL REFERENCES queue (id),
    rose TEXT NOT NULL CHECK (rose IN ('clearings', 'disputes')),
    since INTEGER NOT NULL,
    until INTEGER NOT NULL,
    raised_at INTEGER NOT NULL,
    acknowledged_at INTEGER,
    acknowledged_by BLOB REFERENCES person (id),
    reason TEXT
) STRICT;
CREATE INDEX alarm_person ON alarm (person);
