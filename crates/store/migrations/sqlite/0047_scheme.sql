-- The classes that verdicts can give, as JSON; null where nobody has set any but the industry's. The row is always there, so
-- that whoever gives a class can keep it as it is until that is committed.
CREATE TABLE scheme (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    revision INTEGER NOT NULL,
    classes TEXT
) STRICT;
INSERT INTO scheme (one, revision) VALUES (1, 0);

-- The codes of classes that were ever given to a case, also by a verdict that was taken back.
CREATE TABLE given_class (code TEXT PRIMARY KEY) STRICT;
INSERT INTO given_class (code)
    SELECT code FROM (SELECT DISTINCT body ->> '$.classification' AS code FROM verdict) v WHERE code IS NOT NULL AND code <> 'NONE';
