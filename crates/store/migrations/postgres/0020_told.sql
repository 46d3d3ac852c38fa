-- What matchers were told, and what became of what they list.

-- What a matcher answered to what it was told.
CREATE TABLE delivery_receipt (
    delivery UUID PRIMARY KEY REFERENCES delivery (id),
    list TEXT NOT NULL,
    number BIGINT NOT NULL,
    -- Banked for a verdict of ours: only that is ever removed.
    ours BOOLEAN NOT NULL
);

-- The entry of which a hash is to be confirmed at a matcher. A claim that says 'null' says that none of them is to be.
ALTER TABLE delivery_claim ADD COLUMN entry UUID;
CREATE INDEX delivery_claim_entry ON delivery_claim (destination, entry) WHERE entry IS NOT NULL;
CREATE INDEX delivery_claim_against ON delivery_claim (destination, subject) WHERE says = 'null';

-- What content is at the matcher that lists it, and whether the entry is listed there alone.
ALTER TABLE entry_listing ADD COLUMN there TEXT NOT NULL DEFAULT 'matches';
ALTER TABLE entry_listing ADD COLUMN only_there BOOLEAN NOT NULL DEFAULT FALSE;

-- Passes over what a matcher lists, one hub at a time.
CREATE TABLE reconciling (
    matcher UUID PRIMARY KEY REFERENCES matcher (id),
    -- When the next pass is due, or was.
    due_at BIGINT NOT NULL,
    -- Until when one hub has it to itself.
    until BIGINT NOT NULL,
    -- Of a pass under way: since when, the last entry that was asked about, and what was found, as JSON.
    began_at BIGINT,
    after UUID,
    found TEXT NOT NULL,
    -- Of the last one that came to its end.
    ended_at BIGINT,
    last TEXT,
    -- Why the last attempt broke off, if it did.
    why TEXT
);
