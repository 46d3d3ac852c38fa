-- That somebody asked for what limits forbid, as no desk does that keeps them: once a day (days since 1970) for each person
-- and rule, so that nobody fills the chain with it.
CREATE TABLE limit_tried (
    person BLOB NOT NULL REFERENCES person (id),
    rule TEXT NOT NULL,
    day INTEGER NOT NULL,
    PRIMARY KEY (person, rule, day)
) STRICT, WITHOUT ROWID;
