-- What a case is expected to be, as far as it is known before anybody looks: how near its closest match is, whether it
-- moves, and its category.
ALTER TABLE review_case ADD COLUMN class TEXT;
UPDATE review_case SET class = (
    SELECT (CASE WHEN m.exact THEN 'equal' WHEN m.distance <= 10 THEN 'twin' ELSE 'far' END) || '/'
        || (CASE WHEN coalesce(i.frames, 1) > 1 THEN 'moves' ELSE 'still' END) || '/' || upper(coalesce(e.category, ''))
    FROM item i JOIN item_match m ON m.item = i.id AND m.place = 0 JOIN entry e ON e.id = m.entry
    WHERE i.id = review_case.item
) WHERE state IN ('waiting', 'leased');

-- What people saw, by queue, kind of case and day (days since 1970): as long as shares are kept fair over, and no longer.
CREATE TABLE carried (
    person BLOB NOT NULL REFERENCES person (id),
    queue BLOB NOT NULL REFERENCES queue (id),
    class TEXT NOT NULL,
    day INTEGER NOT NULL,
    -- Decided.
    cases INTEGER NOT NULL,
    -- Milliseconds of looking, with what each look weighs beside its time.
    load INTEGER NOT NULL,
    PRIMARY KEY (person, queue, class, day)
) STRICT, WITHOUT ROWID;

-- What somebody was given in a day.
CREATE INDEX lease_taken ON lease (person, taken_at);
