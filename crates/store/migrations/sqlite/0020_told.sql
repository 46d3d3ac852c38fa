-- What matchers were told, and what became of what they list.

-- What a matcher answered to what it was told.
CREATE TABLE delivery_receipt (
    delivery BLOB PRIMARY KEY REFERENCES delivery (id),
    list TEXT NOT NULL,
    number INTEGER NOT NULL,
    -- Banked for a verdict of ours: only that is ever removed.
    ours INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The entry of which a hash is to be confirmed at a matcher. A claim that says 'null' says that none of them is to be.
ALTER TABLE delivery_claim ADD COLUMN entry BLOB;
CREATE INDEX delivery_claim_entry ON delivery_claim (destination, entry) WHERE entry IS NOT NULL;
CREATE INDEX delivery_claim_against ON delivery_claim (destination, subject) WHERE says = 'null';

-- What content is at the matcher that lists it, and whether the entry is listed there alone.
ALTER TABLE entry_listing ADD COLUMN there TEXT NOT NULL DEFAULT 'matches';
ALTER TABLE entry_listing ADD COLUMN only_there INTEGER NOT NULL DEFAULT 0;

-- Passes over what a matcher lists, one hub at a time.
CREATE TABLE reconciling (
    matcher BLOB PRIMARY KEY REFERENCES matcher (id),
    -- When the next pass is due, or was.
    due_at INTEGER NOT NULL,
    -- Until when one hub has it to itself.
    until INTEGER NOT NULL,
    -- Of a pass under way: since when, the last entry that was asked about, and what was found, as JSON.
    began_at INTEGER,
    after BLOB,
    found TEXT NOT NULL,
    -- Of the last one that came to its end.
    ended_at INTEGER,
    last TEXT,
    -- Why the last attempt broke off, if it did.
    why TEXT
) STRICT, WITHOUT ROWID;
