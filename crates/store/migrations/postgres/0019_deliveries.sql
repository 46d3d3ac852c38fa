-- Whom confirmed verdicts are told to, what they were told, and what came back.

CREATE TABLE destination (
    id UUID PRIMARY KEY,
    name TEXT NOT NULL,
    -- What decides what leaves, as JSON.
    rule TEXT NOT NULL,
    mode TEXT NOT NULL CHECK (mode IN ('off', 'dry_run', 'on')),
    address TEXT NOT NULL,
    -- Sealed under the master key, bound to the id; null once the destination is removed.
    secret BYTEA,
    -- The destination's own words for our reasons, as JSON.
    reasons TEXT NOT NULL,
    added_at BIGINT NOT NULL,
    -- A removed one stays, for what it was told.
    removed_at BIGINT
);
CREATE UNIQUE INDEX destination_name ON destination (name) WHERE removed_at IS NULL;

-- What each case says now of a subject; what a destination should know is the latest.
CREATE TABLE delivery_claim (
    seq BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    destination UUID NOT NULL REFERENCES destination (id),
    subject TEXT NOT NULL,
    case_id UUID NOT NULL REFERENCES review_case (id),
    says TEXT NOT NULL
);
CREATE INDEX delivery_claim_case ON delivery_claim (case_id);
CREATE INDEX delivery_claim_subject ON delivery_claim (destination, subject, seq);

CREATE TABLE delivery (
    seq BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    -- By which a destination knows one that comes twice.
    id UUID NOT NULL UNIQUE,
    destination UUID NOT NULL REFERENCES destination (id),
    subject TEXT NOT NULL,
    -- Null: what was said before holds no more.
    says TEXT,
    case_id UUID NOT NULL REFERENCES review_case (id),
    item UUID,
    entry UUID,
    planned_at BIGINT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('planned', 'sending', 'waiting', 'delivered', 'dead', 'withdrawn')),
    -- sending: until when by one hub; planned and waiting: not before; else: since when.
    at BIGINT NOT NULL,
    -- Since it was planned or somebody had it sent again.
    attempts INTEGER NOT NULL,
    -- In all.
    tries INTEGER NOT NULL DEFAULT 0,
    in_doubt BOOLEAN NOT NULL,
    why TEXT
);
CREATE INDEX delivery_thread ON delivery (destination, subject, seq);
CREATE INDEX delivery_open ON delivery (destination, at) WHERE state IN ('planned', 'sending', 'waiting');
CREATE INDEX delivery_state ON delivery (state, id);
CREATE INDEX delivery_case ON delivery (case_id);

CREATE TABLE delivery_attempt (
    delivery UUID NOT NULL REFERENCES delivery (id),
    number INTEGER NOT NULL,
    began_at BIGINT NOT NULL,
    -- Null where the hub that was at it died over it.
    ended_at BIGINT,
    failure TEXT,
    PRIMARY KEY (delivery, number)
);

-- By which name whoever lists an entry knows it.
CREATE TABLE entry_origin (
    entry UUID PRIMARY KEY REFERENCES entry (id),
    kind TEXT NOT NULL CHECK (kind IN ('ncmec', 'hma')),
    member TEXT NOT NULL,
    entry_id TEXT NOT NULL
);

-- That a platform has taken an upload down.
CREATE TABLE removal (
    item UUID PRIMARY KEY REFERENCES item (id),
    removed_at BIGINT NOT NULL,
    told_at BIGINT NOT NULL
);
