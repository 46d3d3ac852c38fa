-- Queues: what holds in them, which were made by a lead, and the rules by which cases come to them.
ALTER TABLE queue ADD COLUMN settings TEXT;
ALTER TABLE queue ADD COLUMN made INTEGER NOT NULL DEFAULT 0;
ALTER TABLE hub ADD COLUMN rules TEXT;
ALTER TABLE hub ADD COLUMN rules_revision INTEGER NOT NULL DEFAULT 0;

-- Asked of a lead, at their hands only; ends with the next verdict.
ALTER TABLE review_case ADD COLUMN escalated INTEGER NOT NULL DEFAULT 0;
-- By whom, when and why it was last sent where it is, as JSON; null once somebody has spoken.
ALTER TABLE review_case ADD COLUMN sent TEXT;
-- The words that a verdict was explained with. They never leave the hub.
ALTER TABLE verdict ADD COLUMN reason TEXT;

-- Notes on content: whoever meets equal bytes again finds them.
CREATE TABLE note (
    id BLOB PRIMARY KEY,
    sha256 BLOB NOT NULL,
    case_id BLOB NOT NULL REFERENCES review_case (id),
    person BLOB NOT NULL REFERENCES person (id),
    at INTEGER NOT NULL,
    text TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX note_content ON note (sha256, id);

-- What a dry run of rules walks through.
CREATE INDEX item_received ON item (received_at);
-- What a lead's list of a queue walks through.
CREATE INDEX case_open ON review_case (queue, id) WHERE state IN ('waiting', 'leased');
