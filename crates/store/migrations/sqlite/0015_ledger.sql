-- What is told of looking: to whom somebody's record was opened, what a team's weeks came to, and whom people turn to.

-- What holds for the whole organisation, by its name, as JSON; where there is no row, the default holds.
CREATE TABLE org_setting (
    name TEXT PRIMARY KEY,
    body TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- That somebody else opened a person's record, for that person to see.
CREATE TABLE record_access (
    id BLOB PRIMARY KEY,
    person BLOB NOT NULL REFERENCES person (id),
    at INTEGER NOT NULL,
    -- Null where it was opened at the machine itself.
    by_person BLOB REFERENCES person (id),
    -- In words, for the person; they never leave the hub otherwise.
    reason TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX record_access_person ON record_access (person, id);

-- What was told of a week, as JSON: worked out once, since two answers about one week could be subtracted.
CREATE TABLE team_week (
    starts_at INTEGER PRIMARY KEY,
    body TEXT NOT NULL
) STRICT;
