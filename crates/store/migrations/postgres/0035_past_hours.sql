-- Hours that others have replaced: whoever was in a block by then works no wider until they have rested.
CREATE TABLE past_hours (
    id UUID PRIMARY KEY,
    person UUID NOT NULL REFERENCES person (id),
    hours TEXT NOT NULL,
    until BIGINT NOT NULL
);
CREATE INDEX past_hours_person ON past_hours (person, until);
