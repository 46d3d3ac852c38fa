-- How cases come to a queue and leave it, as far as it is told.

-- When cases came, by hour since 1970.
CREATE INDEX case_came ON review_case (queue, (created / 3600000)) WHERE purpose <> 'look_alike';

-- What was told of a week's decisions in a queue, as JSON: worked out once, since two answers about one week could be
-- subtracted.
CREATE TABLE queue_week (
    queue BLOB NOT NULL REFERENCES queue (id),
    starts_at INTEGER NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (queue, starts_at)
) STRICT, WITHOUT ROWID;
