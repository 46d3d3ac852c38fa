-- Teams and their floors, what held before something looser did, shifts, who is new, and severe categories.

CREATE TABLE team (
    id BLOB PRIMARY KEY,
    name TEXT NOT NULL,
    floor TEXT NOT NULL
) STRICT;
CREATE TABLE team_member (
    team BLOB NOT NULL REFERENCES team (id),
    person BLOB NOT NULL REFERENCES person (id),
    PRIMARY KEY (team, person)
) STRICT, WITHOUT ROWID;
CREATE INDEX team_member_person ON team_member (person);

-- Settings that something looser has replaced: they hold for whoever is in a block until they have rested.
CREATE TABLE past_limits (
    id BLOB PRIMARY KEY,
    -- Null where they held for everybody.
    person BLOB REFERENCES person (id),
    layer TEXT NOT NULL CHECK (layer IN ('floor', 'team', 'person')),
    settings TEXT NOT NULL,
    until INTEGER NOT NULL
) STRICT;
CREATE INDEX past_limits_person ON past_limits (person, until);

-- When somebody works, week by week; null where nobody has said.
ALTER TABLE person ADD COLUMN hours TEXT;
-- When an admin said that somebody is no newcomer.
ALTER TABLE person ADD COLUMN experienced_at INTEGER;

-- Whether the case was of a severe category when it was looked at, and when the closing came, by the hub's clock.
ALTER TABLE look ADD COLUMN severe INTEGER NOT NULL DEFAULT 0;
ALTER TABLE look ADD COLUMN ended_at INTEGER;

-- Which categories are severe; null where nobody has said.
ALTER TABLE hub ADD COLUMN severe TEXT;
