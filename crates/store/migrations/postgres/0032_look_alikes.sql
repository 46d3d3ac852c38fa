-- Pictures of the organisation's own that are near misses of something listed, mixed into the work. Uploads of outcome
-- 'look_alike' are such a picture itself, those of outcome 'look_alike_shown' a name of its own under which one person
-- is shown it.

-- Under the id of which upload the media of this one are sealed; null where they are its own.
ALTER TABLE item ADD COLUMN sealed_as UUID;

CREATE TABLE look_alike (
    item UUID PRIMARY KEY REFERENCES item (id),
    -- Where it is mixed in.
    queue UUID NOT NULL REFERENCES queue (id),
    -- What it is a near miss of.
    entry UUID NOT NULL REFERENCES entry (id),
    added_at BIGINT NOT NULL,
    -- Since when nobody is given it any more.
    removed_at BIGINT
);
CREATE INDEX look_alike_queue ON look_alike (queue) WHERE removed_at IS NULL;

-- To whom one was given, once each.
CREATE TABLE look_alike_shown (
    case_id UUID PRIMARY KEY REFERENCES review_case (id),
    look_alike UUID NOT NULL REFERENCES look_alike (item),
    person UUID NOT NULL REFERENCES person (id),
    at BIGINT NOT NULL,
    UNIQUE (look_alike, person)
);
CREATE INDEX look_alike_shown_person ON look_alike_shown (person, at);

-- Those that are not decided.
CREATE INDEX case_look_alike ON review_case (at) WHERE purpose = 'look_alike' AND state = 'waiting';
