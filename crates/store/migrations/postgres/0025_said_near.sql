-- What a service outside calls near a listed file, without telling how near or what that file's hash is. In item_match
-- such a pair has 256 for its distance, more bits than a hash has.

CREATE TABLE said_near (
    matcher UUID NOT NULL REFERENCES matcher (id),
    -- What it was asked about: a PDQ hash, or the SHA-256 of a file that was sent whole.
    asked BYTEA NOT NULL,
    entry UUID NOT NULL REFERENCES entry (id),
    -- As what it is known there.
    list TEXT NOT NULL,
    PRIMARY KEY (asked, matcher, entry)
);
