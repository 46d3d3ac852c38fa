-- Whom confirmed verdicts are told to, what they were told, and what came back.

CREATE TABLE destination (
    id BLOB PRIMARY KEY,
    name TEXT NOT NULL,
    -- What decides what leaves, as JSON.
    rule TEXT NOT NULL,
    mode TEXT NOT NULL CHECK (mode IN ('off', 'dry_run', 'on')),
    address TEXT NOT NULL,
    -- Sealed under the master key, bound to the id; null once the destination is removed.
    secret BLOB,
    -- The destination's own words for our reasons, as JSON.
    reasons TEXT NOT NULL,
    added_at INTEGER NOT NULL,
    -- A removed one stays, for what it was told.
    removed_at INTEGER
) STRICT;
CREATE UNIQUE INDEX destination_name ON destination (name) WHERE removed_at IS NULL;

-- What each case says now of a subject; what a destination should know is the latest.
CREATE TABLE delivery_claim (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    destination BLOB NOT NULL REFERENCES destination (id),
    subject TEXT NOT NULL,
    case_id BLOB NOT NULL REFERENCES review_case (id),
    says TEXT NOT NULL
) STRICT;
CREATE INDEX delivery_claim_case ON delivery_claim (case_id);
CREATE INDEX delivery_claim_subject ON delivery_claim (destination, subject, seq);

CREATE TABLE delivery (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    -- By which a destination knows one that comes twice.
    id BLOB NOT NULL UNIQUE,
    destination BLOB NOT NULL REFERENCES destination (id),
    subject TEXT NOT NULL,
    -- Null: what was said before holds no more.
    says TEXT,
    case_id BLOB NOT NULL REFERENCES review_case (id),
    item BLOB,
    entry BLOB,
    planned_at INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('planned', 'sending', 'waiting', 'delivered', 'dead', 'withdrawn')),
    -- sending: until when by one hub; planned and waiting: not before; else: since when.
    at INTEGER NOT NULL,
    -- Since it was planned or somebody had it sent again.
    attempts INTEGER NOT NULL,
    -- In all.
    tries INTEGER NOT NULL DEFAULT 0,
    in_doubt INTEGER NOT NULL,
    why TEXT
) STRICT;
CREATE INDEX delivery_thread ON delivery (destination, subject, seq);
CREATE INDEX delivery_open ON delivery (destination, at) WHERE state IN ('planned', 'sending', 'waiting');
CREATE INDEX delivery_state ON delivery (state, id);
CREATE INDEX delivery_case ON delivery (case_id);

CREATE TABLE delivery_attempt (
    delivery BLOB NOT NULL REFERENCES delivery (id),
    number INTEGER NOT NULL,
    began_at INTEGER NOT NULL,
    -- Null where the hub that was at it died over it.
    ended_at INTEGER,
    failure TEXT,
    PRIMARY KEY (delivery, number)
) STRICT, WITHOUT ROWID;

-- By which name whoever lists an entry knows it.
CREATE TABLE entry_origin (
    entry BLOB PRIMARY KEY REFERENCES entry (id),
    kind TEXT NOT NULL CHECK (kind IN ('ncmec', 'hma')),
    member TEXT NOT NULL,
    entry_id TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- That a platform has taken an upload down.
CREATE TABLE removal (
    item BLOB PRIMARY KEY REFERENCES item (id),
    removed_at INTEGER NOT NULL,
    told_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
