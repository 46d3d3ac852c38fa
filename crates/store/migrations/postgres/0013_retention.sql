-- For how long pictures are kept, what is under a legal hold, and what was destroyed.

-- Where there is no row, everything is kept.
CREATE TABLE retention (
    one BIGINT PRIMARY KEY CHECK (one = 1),
    policy TEXT NOT NULL,
    revision BIGINT NOT NULL,
    -- When a hub last looked for what is due, and until when none destroys anything by time, as JSON.
    watch TEXT NOT NULL
);

-- An upload, or a case with all that is folded into it.
CREATE TABLE legal_hold (
    subject UUID PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('item', 'case')),
    at BIGINT NOT NULL,
    -- Null where it was set at the machine itself.
    person UUID REFERENCES person (id),
    -- In words; they never leave the hub.
    reason TEXT NOT NULL
);

-- Uploads whose keys are gone: nothing opens what may still lie where media are kept.
CREATE TABLE destroyed (
    item UUID PRIMARY KEY REFERENCES item (id),
    at BIGINT NOT NULL,
    -- Why it was kept until then.
    kept_for TEXT NOT NULL,
    cause TEXT NOT NULL CHECK (cause IN ('requested', 'by_time')),
    person UUID REFERENCES person (id),
    reason TEXT,
    -- The chain's last row before the one that tells of it.
    chain_after BIGINT NOT NULL,
    -- Null as long as its sealed parts may still be there.
    media_gone_at BIGINT
);
CREATE INDEX destroyed_media ON destroyed (at) WHERE media_gone_at IS NULL;

-- Since when an upload is settled as it is, where that was after it came in.
ALTER TABLE item ADD COLUMN settled_at BIGINT;
-- What looking for due pictures walks through.
CREATE INDEX item_kept ON item (received_at, id) WHERE original_key IS NOT NULL;
