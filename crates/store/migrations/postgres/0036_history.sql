-- What its author may be told of a verdict later on, as columns: a list of one's own verdicts is filtered by it.

-- What the case had waited for when the verdict was given: a reviewer's word, or a lead's to settle it.
ALTER TABLE verdict ADD COLUMN stage TEXT NOT NULL DEFAULT 'review' CHECK (stage IN ('review', 'settle'));

-- From when on its author is told that a lead has decided otherwise: when the lead can take that back no more. Null
-- where nobody has.
ALTER TABLE verdict ADD COLUMN overruled BIGINT;

UPDATE verdict SET overruled = d.grace_ends
    FROM (SELECT c.id AS case_id, (c.decision -> 'deciding' ->> 'id')::uuid AS deciding, (a.value ->> 'id')::uuid AS other
          FROM (SELECT id, decision::json AS decision FROM review_case WHERE decision LIKE '{"state":"confirmed"%') c,
               json_array_elements(c.decision -> 'against') a (value)) o
    JOIN verdict d ON d.id = o.deciding
    WHERE verdict.id = o.other;
UPDATE verdict SET stage = 'settle'
    WHERE as_lead AND ((SELECT count(*) FROM verdict o WHERE o.case_id = verdict.case_id AND o.id < verdict.id
              AND o.status <> 'undone') > 1
         OR EXISTS (SELECT 1 FROM verdict o WHERE o.case_id = verdict.case_id AND o.id < verdict.id AND o.status <> 'undone'
              AND (o.quorum = '"Lead"' OR (o.status = 'reversed' AND verdict.status <> 'reversed'))));

-- One's own verdicts, the newest first. Ids sort by the time at which they were given.
CREATE INDEX verdict_person ON verdict (person, id);
