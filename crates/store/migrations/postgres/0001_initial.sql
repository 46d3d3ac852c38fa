-- What `migrations/sqlite/0001` to `0008` come to. Times are milliseconds since 1970, states and enums are their
-- wire names. Text that is sorted or compared without regard to case is `COLLATE "C"`: byte by byte, and only
-- Latin letters have a case, as in SQLite.

CREATE TABLE hub (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    id UUID NOT NULL,
    floor TEXT NOT NULL,
    -- Tells the right master key from a wrong one, and nothing else of it.
    key_check BYTEA
);

-- The latest time any hub on this database has ever acted at: its time never runs backwards. A sequence, since a
-- row would be fought for by every unit of work until its commit.
CREATE SEQUENCE hub_time MINVALUE 0 START 0;

-- What the hub's time is: what a clock says, the database's own where none is given, and never less than the last.
CREATE FUNCTION hub_time_by(clock BIGINT) RETURNS BIGINT LANGUAGE sql VOLATILE AS $$
    SELECT greatest(last_value, coalesce(clock, floor(extract(epoch FROM clock_timestamp()) * 1000)::BIGINT))
    FROM hub_time
$$;

-- The same, written down. One caller after another, and none longer than this takes.
CREATE FUNCTION hub_now(clock BIGINT) RETURNS BIGINT LANGUAGE plpgsql VOLATILE AS $$
DECLARE
    now BIGINT;
BEGIN
    PERFORM pg_advisory_lock(7238001);
    now := hub_time_by(clock);
    IF now > (SELECT last_value FROM hub_time) THEN
        PERFORM setval('hub_time', now);
    END IF;
    PERFORM pg_advisory_unlock(7238001);
    RETURN now;
END $$;

CREATE TABLE person (
    id UUID PRIMARY KEY,
    name TEXT COLLATE "C" NOT NULL,
    role TEXT NOT NULL,
    password TEXT,
    key_hash BYTEA UNIQUE,
    added_at BIGINT NOT NULL,
    disabled BOOLEAN NOT NULL DEFAULT FALSE,
    wellness TEXT,
    failed_tries INTEGER NOT NULL DEFAULT 0,
    locked_until BIGINT NOT NULL DEFAULT 0,
    -- What a person likes where it limits nothing, as JSON; null where nothing was chosen.
    preferences TEXT
);
CREATE UNIQUE INDEX person_name ON person (lower(name));

CREATE TABLE session (
    id UUID PRIMARY KEY,
    person UUID NOT NULL REFERENCES person (id),
    access_hash BYTEA NOT NULL UNIQUE,
    access_expires BIGINT NOT NULL,
    refresh_hash BYTEA NOT NULL UNIQUE,
    started_at BIGINT NOT NULL,
    ended_at BIGINT
);

-- A refresh token is good for one use; a second use is theft or a fault, and ends the session.
CREATE TABLE used_refresh (
    hash BYTEA PRIMARY KEY,
    session UUID NOT NULL REFERENCES session (id)
);

CREATE TABLE queue (
    id UUID PRIMARY KEY,
    name TEXT COLLATE "C" NOT NULL UNIQUE
);

CREATE TABLE bank (
    id UUID PRIMARY KEY,
    name TEXT COLLATE "C" NOT NULL UNIQUE,
    harm TEXT NOT NULL,
    trust TEXT NOT NULL,
    vetted_reason TEXT,
    queue UUID NOT NULL REFERENCES queue (id),
    -- The bank that takes the entries which verdicts propose.
    own BOOLEAN NOT NULL DEFAULT FALSE
);

CREATE TABLE entry (
    id UUID PRIMARY KEY,
    bank UUID NOT NULL REFERENCES bank (id),
    category TEXT,
    state JSON NOT NULL,
    suspended BOOLEAN NOT NULL DEFAULT FALSE,
    added_at BIGINT NOT NULL,
    -- The upload whose verdict proposed it; null for imported entries.
    from_item UUID
);
CREATE INDEX entry_from_item ON entry (from_item) WHERE from_item IS NOT NULL;

CREATE TABLE entry_digest (
    sha256 BYTEA NOT NULL,
    entry UUID NOT NULL REFERENCES entry (id),
    PRIMARY KEY (sha256, entry)
);

-- Every change of the perceptual index, in order: a hub's index in memory follows this log. Who writes it has
-- the lists to itself, so that no number is committed after a greater one.
CREATE TABLE hash_change (
    seq BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entry UUID NOT NULL REFERENCES entry (id),
    pdq BYTEA NOT NULL,
    quality INTEGER NOT NULL,
    added BOOLEAN NOT NULL,
    -- The upload whose altered copy this is; null for an entry's own hash.
    variant_item UUID
);
CREATE INDEX hash_change_variant ON hash_change (variant_item) WHERE variant_item IS NOT NULL;
CREATE INDEX hash_change_entry ON hash_change (entry);

CREATE TABLE item (
    id UUID PRIMARY KEY,
    source UUID NOT NULL REFERENCES person (id),
    reference TEXT,
    place TEXT,
    received_at BIGINT NOT NULL,
    bytes BIGINT NOT NULL,
    sha256 BYTEA NOT NULL,
    sha1 BYTEA NOT NULL,
    md5 BYTEA NOT NULL,
    outcome TEXT NOT NULL,
    reason TEXT COLLATE "C",
    case_id UUID,
    -- How it joined its case: exact or near; null for the upload that opened it.
    folded TEXT,
    -- The entry that stopped it.
    stopped_by UUID,
    original_key BYTEA,
    -- The size of an upload as it is shown, upright.
    width_px INTEGER,
    height_px INTEGER,
    -- What of a picture is shown otherwise than its file would, as a JSON list of codes.
    traits TEXT,
    -- How many frames were read of it.
    frames INTEGER
);
CREATE INDEX item_case ON item (case_id) WHERE case_id IS NOT NULL;
CREATE INDEX item_sha256 ON item (sha256);
CREATE INDEX item_stopped ON item (stopped_by) WHERE stopped_by IS NOT NULL;
-- What could not be read, in the order it came in.
CREATE INDEX item_unreadable ON item (id) WHERE outcome = 'unreadable';

-- One perceptual hash for every frame of an upload that differs from those before it.
CREATE TABLE item_hash (
    item UUID NOT NULL REFERENCES item (id),
    frame INTEGER NOT NULL,
    pdq BYTEA NOT NULL,
    quality INTEGER NOT NULL,
    PRIMARY KEY (item, frame)
);

CREATE TABLE item_match (
    item UUID NOT NULL REFERENCES item (id),
    entry UUID NOT NULL REFERENCES entry (id),
    exact BOOLEAN NOT NULL,
    distance INTEGER NOT NULL,
    via_variant BOOLEAN NOT NULL,
    place INTEGER NOT NULL,
    -- Which frame came near; null where the bytes are equal.
    frame INTEGER,
    -- The cell of an animation's sheet that shows the frame which came near, or one that looks like it, as JSON;
    -- null where neither is on it.
    cell TEXT,
    PRIMARY KEY (item, entry)
);
CREATE INDEX item_match_entry ON item_match (entry);

CREATE TABLE rendition (
    item UUID NOT NULL REFERENCES item (id),
    rung INTEGER NOT NULL,
    width_px INTEGER NOT NULL,
    height_px INTEGER NOT NULL,
    bytes BIGINT NOT NULL,
    mime TEXT NOT NULL,
    -- Its own key, wrapped by the master key, which is never in this database.
    wrapped_key BYTEA NOT NULL,
    PRIMARY KEY (item, rung)
);

CREATE TABLE review_case (
    id UUID PRIMARY KEY,
    queue UUID NOT NULL REFERENCES queue (id),
    item UUID NOT NULL REFERENCES item (id),
    created BIGINT NOT NULL,
    priority BIGINT NOT NULL DEFAULT 0,
    -- waiting, leased, decided or unreadable: always exactly one.
    state TEXT NOT NULL CHECK (state IN ('waiting', 'leased', 'decided', 'unreadable')),
    -- waiting: not before; leased: until unless renewed; decided: when.
    at BIGINT NOT NULL,
    stage TEXT NOT NULL,
    lease UUID,
    leased_to UUID,
    fence BIGINT NOT NULL DEFAULT 0,
    decision TEXT NOT NULL,
    -- After an undo its author comes first, until then.
    held_for UUID,
    held_until BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX case_waiting ON review_case (queue, priority DESC, created, id) WHERE state = 'waiting';
CREATE INDEX case_leased ON review_case (at) WHERE state = 'leased';
CREATE INDEX case_held ON review_case (held_for) WHERE held_for IS NOT NULL;
CREATE INDEX case_decided ON review_case (state) WHERE state <> 'waiting';
CREATE INDEX case_item ON review_case (item);

-- People to whom a case is not given again: they have spoken, or passed it on.
CREATE TABLE barred (
    case_id UUID NOT NULL REFERENCES review_case (id),
    person UUID NOT NULL REFERENCES person (id),
    why TEXT NOT NULL,
    PRIMARY KEY (case_id, person)
);

CREATE TABLE lease (
    id UUID PRIMARY KEY,
    case_id UUID NOT NULL REFERENCES review_case (id),
    person UUID NOT NULL REFERENCES person (id),
    session UUID NOT NULL REFERENCES session (id),
    token_hash BYTEA NOT NULL,
    fence BIGINT NOT NULL,
    max_rung INTEGER NOT NULL,
    resting_rung INTEGER NOT NULL,
    taken_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    ended_at BIGINT
);
CREATE INDEX lease_open ON lease (person) WHERE ended_at IS NULL;

CREATE TABLE look (
    id UUID PRIMARY KEY,
    lease UUID NOT NULL REFERENCES lease (id),
    case_id UUID NOT NULL REFERENCES review_case (id),
    item UUID NOT NULL REFERENCES item (id),
    person UUID NOT NULL REFERENCES person (id),
    rung INTEGER NOT NULL,
    granted_at BIGINT NOT NULL,
    until BIGINT NOT NULL,
    charged BOOLEAN NOT NULL,
    presented TEXT,
    -- Whose rendition's key a grant released.
    released INTEGER NOT NULL,
    full_size BOOLEAN NOT NULL,
    -- Where the lens had been at the case when a look through it was closed, as its desk said (2,048 bytes), and
    -- the share of the picture that all looks of that person at that case had cleared by then, in thousandths.
    cleared BYTEA,
    union_permille INTEGER
);
CREATE INDEX look_person ON look (person, granted_at);
CREATE INDEX look_case ON look (case_id, person);

-- When somebody held a case, at whatever device.
CREATE TABLE work (
    person UUID NOT NULL REFERENCES person (id),
    started_at BIGINT NOT NULL,
    ended_at BIGINT NOT NULL,
    PRIMARY KEY (person, started_at)
);

CREATE TABLE rest (
    person UUID NOT NULL REFERENCES person (id),
    started_at BIGINT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (person, started_at)
);

CREATE TABLE verdict (
    id UUID PRIMARY KEY,
    case_id UUID NOT NULL REFERENCES review_case (id),
    person UUID NOT NULL REFERENCES person (id),
    at BIGINT NOT NULL,
    body TEXT NOT NULL,
    quorum TEXT NOT NULL,
    as_lead BOOLEAN NOT NULL,
    idempotency_key TEXT NOT NULL,
    request_hash BYTEA NOT NULL,
    standing TEXT NOT NULL,
    grace_ends BIGINT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('given', 'undone', 'reversed')),
    UNIQUE (person, idempotency_key)
);
CREATE INDEX verdict_case ON verdict (case_id, at);

-- What confirmed verdicts do: written with the verdict, carried out when due.
CREATE TABLE outbox (
    seq BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    verdict UUID NOT NULL REFERENCES verdict (id),
    case_id UUID NOT NULL REFERENCES review_case (id),
    effect TEXT NOT NULL,
    direction TEXT NOT NULL,
    due_at BIGINT NOT NULL,
    done_at BIGINT
);
CREATE INDEX outbox_due ON outbox (due_at) WHERE done_at IS NULL;
CREATE INDEX outbox_case ON outbox (case_id);
CREATE INDEX outbox_effect ON outbox (effect) WHERE done_at IS NOT NULL;

CREATE TABLE excluded_pair (
    sha256 BYTEA NOT NULL,
    entry UUID NOT NULL REFERENCES entry (id),
    item UUID NOT NULL REFERENCES item (id),
    PRIMARY KEY (sha256, entry, item)
);

CREATE TABLE cleared (
    sha256 BYTEA NOT NULL,
    item UUID NOT NULL REFERENCES item (id),
    PRIMARY KEY (sha256, item)
);

-- Ledger and audit in one hash chain, append-only.
CREATE TABLE chain (
    seq BIGINT PRIMARY KEY,
    at BIGINT NOT NULL,
    kind TEXT NOT NULL,
    body TEXT NOT NULL,
    hash BYTEA NOT NULL
);
CREATE FUNCTION chain_is_append_only() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the chain is append-only';
END $$;
CREATE TRIGGER chain_is_append_only_update BEFORE UPDATE OR TRUNCATE ON chain EXECUTE FUNCTION chain_is_append_only();
CREATE TRIGGER chain_is_append_only_delete BEFORE DELETE ON chain EXECUTE FUNCTION chain_is_append_only();

CREATE TABLE checkpoint (
    seq BIGINT PRIMARY KEY,
    at BIGINT NOT NULL,
    head BYTEA NOT NULL,
    signature BYTEA NOT NULL
);
