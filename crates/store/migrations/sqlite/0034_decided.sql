-- What stands of decided cases as columns and rows, so that sums of them are the database's to make.

-- What a decided case means for its upload; null while nobody has decided.
ALTER TABLE review_case ADD COLUMN outcome TEXT CHECK (outcome IN ('confirmed', 'other_policy', 'cleared'));

-- What was decided of each of a case's pairs. Gone when the decision is.
CREATE TABLE decided_pair (
    case_id BLOB NOT NULL REFERENCES review_case (id),
    entry BLOB NOT NULL REFERENCES entry (id),
    matched TEXT NOT NULL,
    disputed INTEGER NOT NULL,
    PRIMARY KEY (case_id, entry)
) STRICT, WITHOUT ROWID;

INSERT INTO decided_pair (case_id, entry, matched, disputed)
    SELECT c.id, unhex(replace(p.value ->> 'entry', '-', '')), p.value ->> 'match',
           coalesce(p.value -> 'listing' ->> 'kind', '') = 'disputes'
    FROM review_case c, json_each(c.decision, '$.deciding.verdict.pairs') p
    WHERE c.decision LIKE '{"state":"confirmed"%';
UPDATE review_case SET outcome = CASE
        WHEN decision ->> '$.deciding.verdict.content' = 'other_policy' THEN 'other_policy'
        WHEN decision ->> '$.deciding.verdict.content' = 'abusive' THEN 'confirmed'
        WHEN EXISTS (SELECT 1 FROM decided_pair p WHERE p.case_id = review_case.id AND NOT p.disputed
             AND p.matched IN ('same_exact', 'same_altered')) THEN 'confirmed'
        ELSE 'cleared' END
    WHERE decision LIKE '{"state":"confirmed"%';
CREATE INDEX case_outcome ON review_case (at) WHERE outcome IS NOT NULL;
