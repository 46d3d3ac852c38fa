-- Services outside that are asked about uploads, what they list, and what they have still to answer.

CREATE TABLE matcher (
    id BLOB PRIMARY KEY,
    name TEXT NOT NULL,
    -- What it is and which of its lists become which of the hub's, as JSON.
    rule TEXT NOT NULL,
    mode TEXT NOT NULL CHECK (mode IN ('off', 'on')),
    address TEXT NOT NULL,
    -- Sealed under the master key, bound to the id; null once the matcher is removed.
    secret BLOB,
    added_at INTEGER NOT NULL,
    -- A removed one stays, for what it lists.
    removed_at INTEGER
) STRICT;
CREATE UNIQUE INDEX matcher_name ON matcher (name) WHERE removed_at IS NULL;

-- Where an entry is listed outside, by whoever it was learned from.
CREATE TABLE entry_listing (
    entry BLOB PRIMARY KEY REFERENCES entry (id),
    matcher BLOB NOT NULL REFERENCES matcher (id),
    -- The list and the number there.
    list TEXT NOT NULL,
    number INTEGER NOT NULL,
    -- Whose entry it is, where exchanges had brought it, as a JSON list.
    provenance TEXT NOT NULL,
    UNIQUE (matcher, list, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX entry_listing_matcher ON entry_listing (matcher, entry);

-- What a matcher could not answer of an upload: it is asked again until it has.
CREATE TABLE open_question (
    item BLOB NOT NULL REFERENCES item (id),
    matcher BLOB NOT NULL REFERENCES matcher (id),
    opened_at INTEGER NOT NULL,
    -- Not before; while a hub asks, until when it alone does.
    at INTEGER NOT NULL,
    tries INTEGER NOT NULL,
    -- Why there was no answer, as a code.
    why TEXT NOT NULL,
    PRIMARY KEY (item, matcher)
) STRICT, WITHOUT ROWID;
CREATE INDEX open_question_due ON open_question (at);
CREATE INDEX open_question_matcher ON open_question (matcher, at);

-- Sealed parts of uploads that were kept until a matcher had answered, and are needed no more: their keys are gone.
CREATE TABLE unneeded_media (
    item BLOB PRIMARY KEY REFERENCES item (id),
    at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The cells of a sheet by frames, as JSON, for an upload that a matcher may still recognise.
ALTER TABLE item ADD COLUMN cells TEXT;
-- What is not known to be known or unknown yet.
CREATE INDEX item_unverified ON item (received_at) WHERE outcome = 'unverified';
