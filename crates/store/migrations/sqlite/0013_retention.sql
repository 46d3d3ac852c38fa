-- For how long pictures are kept, what is under a legal hold, and what was destroyed.

-- Where there is no row, everything is kept.
CREATE TABLE retention (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    policy TEXT NOT NULL,
    revision INTEGER NOT NULL,
    -- When a hub last looked for what is due, and until when none destroys anything by time, as JSON.
    watch TEXT NOT NULL
) STRICT;

-- An upload, or a case with all that is folded into it.
CREATE TABLE legal_hold (
    subject BLOB PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('item', 'case')),
    at INTEGER NOT NULL,
    -- Null where it was set at the machine itself.
    person BLOB REFERENCES person (id),
    -- In words; they never leave the hub.
    reason TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Uploads whose keys are gone: nothing opens what may still lie where media are kept.
CREATE TABLE destroyed (
    item BLOB PRIMARY KEY REFERENCES item (id),
    at INTEGER NOT NULL,
    -- Why it was kept until then.
    kept_for TEXT NOT NULL,
    cause TEXT NOT NULL CHECK (cause IN ('requested', 'by_time')),
    person BLOB REFERENCES person (id),
    reason TEXT,
    -- The chain's last row before the one that tells of it.
    chain_after INTEGER NOT NULL,
    -- Null as long as its sealed parts may still be there.
    media_gone_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX destroyed_media ON destroyed (at) WHERE media_gone_at IS NULL;

-- Since when an upload is settled as it is, where that was after it came in.
ALTER TABLE item ADD COLUMN settled_at INTEGER;
-- What looking for due pictures walks through.
CREATE INDEX item_kept ON item (received_at, id) WHERE original_key IS NOT NULL;
