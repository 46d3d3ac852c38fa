-- One perceptual hash for every frame of an upload that differs from those before it. The columns `pdq`
-- and `quality` of `item` hold the only one of older uploads and are not read or written any more.
CREATE TABLE item_hash (
    item BLOB NOT NULL REFERENCES item (id),
    frame INTEGER NOT NULL,
    pdq BLOB NOT NULL,
    quality INTEGER NOT NULL,
    PRIMARY KEY (item, frame)
) STRICT, WITHOUT ROWID;
INSERT INTO item_hash (item, frame, pdq, quality)
    SELECT id, 0, pdq, quality FROM item WHERE pdq IS NOT NULL AND quality IS NOT NULL;

-- Which frame came near; null where the bytes are equal.
ALTER TABLE item_match ADD COLUMN frame INTEGER;
UPDATE item_match SET frame = 0 WHERE exact = 0;
