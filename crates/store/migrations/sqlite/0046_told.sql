-- What is told beside a case, of its entries and of the same bytes, is found by an index each, however often those were
-- decided on, and by nothing that a server has to guess: asked among cases, it began with all that are decided, of which it
-- believed for a while that there were none.

-- The bytes that were decided on, and from when on that is told beside other cases: once nobody can take it back. Null where
-- it is told of nowhere: of checks, appeals and look-alikes.
ALTER TABLE decided_pair ADD COLUMN content BLOB;
ALTER TABLE decided_pair ADD COLUMN told_from INTEGER;
UPDATE decided_pair SET
    content = (SELECT c.content FROM review_case c WHERE c.id = decided_pair.case_id),
    told_from = (SELECT coalesce((SELECT max(v.grace_ends) FROM verdict v WHERE v.case_id = c.id AND v.status = 'given'), c.at)
                 FROM review_case c WHERE c.id = decided_pair.case_id AND c.purpose = 'review');
DROP INDEX case_content;
DROP INDEX decided_pair_entry;
CREATE INDEX decided_pair_told ON decided_pair (entry, told_from, case_id) WHERE told_from IS NOT NULL;
CREATE INDEX decided_pair_content ON decided_pair (content, told_from, case_id) WHERE told_from IS NOT NULL;
