-- What waits is matched again when the lists have more.

-- Entries that may match, or stop, more than they did before, in order: whoever matches what waits again follows this
-- and takes away what was followed.
CREATE TABLE list_change (
    seq BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entry UUID NOT NULL REFERENCES entry (id),
    at BIGINT NOT NULL
);

-- Uploads that wait and are to be answered anew, as soon as nobody holds them.
CREATE TABLE rematch (
    item UUID PRIMARY KEY REFERENCES item (id)
);

-- Which hub follows, and until when it alone does.
CREATE TABLE rematching (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    hub UUID,
    until BIGINT NOT NULL
);
INSERT INTO rematching (one, until) VALUES (1, 0);

-- Why a case is over that no verdict decided: what it was about is stopped, or what it appeals was reversed.
ALTER TABLE review_case ADD COLUMN ended TEXT CHECK (ended IN ('stopped', 'reversed'));

-- What the walk through all that waits follows.
CREATE INDEX case_undecided ON review_case (id) WHERE state <> 'decided';
CREATE INDEX item_unverified_id ON item (id) WHERE outcome = 'unverified';
