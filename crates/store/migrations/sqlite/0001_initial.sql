-- Ids are 16-byte UUIDv7, times are milliseconds since 1970, states and enums are their wire names.

CREATE TABLE hub (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    id BLOB NOT NULL,
    -- The latest time this hub has ever acted at: its time never runs backwards.
    last_now INTEGER NOT NULL,
    floor TEXT NOT NULL,
    -- Tells the right master key from a wrong one, and nothing else of it.
    key_check BLOB
) STRICT;

CREATE TABLE person (
    id BLOB PRIMARY KEY,
    name TEXT NOT NULL UNIQUE COLLATE NOCASE,
    role TEXT NOT NULL,
    password TEXT,
    key_hash BLOB UNIQUE,
    added_at INTEGER NOT NULL,
    disabled INTEGER NOT NULL DEFAULT 0,
    wellness TEXT,
    failed_tries INTEGER NOT NULL DEFAULT 0,
    locked_until INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE session (
    id BLOB PRIMARY KEY,
    person BLOB NOT NULL REFERENCES person (id),
    access_hash BLOB NOT NULL UNIQUE,
    access_expires INTEGER NOT NULL,
    refresh_hash BLOB NOT NULL UNIQUE,
    started_at INTEGER NOT NULL,
    ended_at INTEGER
) STRICT;

-- A refresh token is good for one use; a second use is theft or a fault, and ends the session.
CREATE TABLE used_refresh (
    hash BLOB PRIMARY KEY,
    session BLOB NOT NULL REFERENCES session (id)
) STRICT;

CREATE TABLE queue (
    id BLOB PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE bank (
    id BLOB PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    harm TEXT NOT NULL,
    trust TEXT NOT NULL,
    vetted_reason TEXT,
    queue BLOB NOT NULL REFERENCES queue (id),
    -- The bank that takes the entries which verdicts propose.
    own INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE entry (
    id BLOB PRIMARY KEY,
    bank BLOB NOT NULL REFERENCES bank (id),
    category TEXT,
    state TEXT NOT NULL,
    suspended INTEGER NOT NULL DEFAULT 0,
    added_at INTEGER NOT NULL,
    -- The upload whose verdict proposed it; null for imported entries.
    from_item BLOB
) STRICT;
CREATE INDEX entry_from_item ON entry (from_item) WHERE from_item IS NOT NULL;

CREATE TABLE entry_digest (
    sha256 BLOB NOT NULL,
    entry BLOB NOT NULL REFERENCES entry (id),
    PRIMARY KEY (sha256, entry)
) STRICT, WITHOUT ROWID;

-- Every change of the perceptual index, in order: a hub's index in memory follows this log.
CREATE TABLE hash_change (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    entry BLOB NOT NULL REFERENCES entry (id),
    pdq BLOB NOT NULL,
    quality INTEGER NOT NULL,
    added INTEGER NOT NULL,
    -- The upload whose altered copy this is; null for an entry's own hash.
    variant_item BLOB
) STRICT;
CREATE INDEX hash_change_variant ON hash_change (variant_item) WHERE variant_item IS NOT NULL;

CREATE TABLE item (
    id BLOB PRIMARY KEY,
    source BLOB NOT NULL REFERENCES person (id),
    reference TEXT,
    place TEXT,
    received_at INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    sha256 BLOB NOT NULL,
    sha1 BLOB NOT NULL,
    md5 BLOB NOT NULL,
    pdq BLOB,
    quality INTEGER,
    outcome TEXT NOT NULL,
    reason TEXT,
    case_id BLOB,
    -- How it joined its case: exact or near; null for the upload that opened it.
    folded TEXT,
    -- The entry that stopped it.
    stopped_by BLOB,
    original_key BLOB
) STRICT;
CREATE INDEX item_case ON item (case_id) WHERE case_id IS NOT NULL;
CREATE INDEX item_sha256 ON item (sha256);
CREATE INDEX item_stopped ON item (stopped_by) WHERE stopped_by IS NOT NULL;

CREATE TABLE item_match (
    item BLOB NOT NULL REFERENCES item (id),
    entry BLOB NOT NULL REFERENCES entry (id),
    exact INTEGER NOT NULL,
    distance INTEGER NOT NULL,
    via_variant INTEGER NOT NULL,
    place INTEGER NOT NULL,
    PRIMARY KEY (item, entry)
) STRICT, WITHOUT ROWID;

CREATE TABLE rendition (
    item BLOB NOT NULL REFERENCES item (id),
    rung INTEGER NOT NULL,
    width_px INTEGER NOT NULL,
    height_px INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    mime TEXT NOT NULL,
    -- Its own key, wrapped by the master key, which is never in this file.
    wrapped_key BLOB NOT NULL,
    PRIMARY KEY (item, rung)
) STRICT, WITHOUT ROWID;

CREATE TABLE review_case (
    id BLOB PRIMARY KEY,
    queue BLOB NOT NULL REFERENCES queue (id),
    item BLOB NOT NULL REFERENCES item (id),
    created INTEGER NOT NULL,
    priority INTEGER NOT NULL DEFAULT 0,
    -- waiting, leased, decided or unreadable: always exactly one.
    state TEXT NOT NULL CHECK (state IN ('waiting', 'leased', 'decided', 'unreadable')),
    -- waiting: not before; leased: until unless renewed; decided: when.
    at INTEGER NOT NULL,
    stage TEXT NOT NULL,
    lease BLOB,
    leased_to BLOB,
    fence INTEGER NOT NULL DEFAULT 0,
    decision TEXT NOT NULL,
    -- After an undo its author comes first, until then.
    held_for BLOB,
    held_until INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX case_waiting ON review_case (queue, priority DESC, created, id) WHERE state = 'waiting';
CREATE INDEX case_leased ON review_case (at) WHERE state = 'leased';
CREATE INDEX case_held ON review_case (held_for) WHERE held_for IS NOT NULL;
CREATE INDEX case_decided ON review_case (state) WHERE state <> 'waiting';

-- People to whom a case is not given again: they have spoken, or passed it on.
CREATE TABLE barred (
    case_id BLOB NOT NULL REFERENCES review_case (id),
    person BLOB NOT NULL REFERENCES person (id),
    why TEXT NOT NULL,
    PRIMARY KEY (case_id, person)
) STRICT, WITHOUT ROWID;

CREATE TABLE lease (
    id BLOB PRIMARY KEY,
    case_id BLOB NOT NULL REFERENCES review_case (id),
    person BLOB NOT NULL REFERENCES person (id),
    session BLOB NOT NULL REFERENCES session (id),
    token_hash BLOB NOT NULL,
    fence INTEGER NOT NULL,
    max_rung INTEGER NOT NULL,
    resting_rung INTEGER NOT NULL,
    taken_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    ended_at INTEGER
) STRICT;
CREATE INDEX lease_open ON lease (person) WHERE ended_at IS NULL;

CREATE TABLE look (
    id BLOB PRIMARY KEY,
    lease BLOB NOT NULL REFERENCES lease (id),
    case_id BLOB NOT NULL REFERENCES review_case (id),
    item BLOB NOT NULL REFERENCES item (id),
    person BLOB NOT NULL REFERENCES person (id),
    rung INTEGER NOT NULL,
    granted_at INTEGER NOT NULL,
    until INTEGER NOT NULL,
    charged INTEGER NOT NULL,
    presented TEXT
) STRICT;
CREATE INDEX look_person ON look (person, granted_at);
CREATE INDEX look_case ON look (case_id, person);

-- When somebody held a case, at whatever device.
CREATE TABLE work (
    person BLOB NOT NULL REFERENCES person (id),
    started_at INTEGER NOT NULL,
    ended_at INTEGER NOT NULL,
    PRIMARY KEY (person, started_at)
) STRICT, WITHOUT ROWID;

CREATE TABLE rest (
    person BLOB NOT NULL REFERENCES person (id),
    started_at INTEGER NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (person, started_at)
) STRICT, WITHOUT ROWID;

CREATE TABLE verdict (
    id BLOB PRIMARY KEY,
    case_id BLOB NOT NULL REFERENCES review_case (id),
    person BLOB NOT NULL REFERENCES person (id),
    at INTEGER NOT NULL,
    body TEXT NOT NULL,
    quorum TEXT NOT NULL,
    as_lead INTEGER NOT NULL,
    idempotency_key TEXT NOT NULL,
    request_hash BLOB NOT NULL,
    standing TEXT NOT NULL,
    grace_ends INTEGER NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('given', 'undone', 'reversed')),
    UNIQUE (person, idempotency_key)
) STRICT;
CREATE INDEX verdict_case ON verdict (case_id, at);

-- What confirmed verdicts do: written with the verdict, carried out when due.
CREATE TABLE outbox (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    verdict BLOB NOT NULL REFERENCES verdict (id),
    case_id BLOB NOT NULL REFERENCES review_case (id),
    effect TEXT NOT NULL,
    direction TEXT NOT NULL,
    due_at INTEGER NOT NULL,
    done_at INTEGER
) STRICT;
CREATE INDEX outbox_due ON outbox (due_at) WHERE done_at IS NULL;
CREATE INDEX outbox_case ON outbox (case_id);

CREATE TABLE excluded_pair (
    sha256 BLOB NOT NULL,
    entry BLOB NOT NULL REFERENCES entry (id),
    item BLOB NOT NULL REFERENCES item (id),
    PRIMARY KEY (sha256, entry, item)
) STRICT, WITHOUT ROWID;

CREATE TABLE cleared (
    sha256 BLOB NOT NULL,
    item BLOB NOT NULL REFERENCES item (id),
    PRIMARY KEY (sha256, item)
) STRICT, WITHOUT ROWID;

-- Ledger and audit in one hash chain, append-only.
CREATE TABLE chain (
    seq INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    body TEXT NOT NULL,
    hash BLOB NOT NULL
) STRICT;
CREATE TRIGGER chain_is_append_only_update BEFORE UPDATE ON chain BEGIN SELECT RAISE(ABORT, 'the chain is append-only'); END;
CREATE TRIGGER chain_is_append_only_delete BEFORE DELETE ON chain BEGIN SELECT RAISE(ABORT, 'the chain is append-only'); END;

CREATE TABLE checkpoint (
    seq INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    head BLOB NOT NULL,
    signature BLOB NOT NULL
) STRICT;
