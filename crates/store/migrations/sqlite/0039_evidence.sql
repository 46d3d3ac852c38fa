-- What is told beside a case: by what it came to its queue, and what was decided here before.

-- By what a case came to the queue where it waits, as JSON, as it was then; null of cases from before that was kept.
ALTER TABLE review_case ADD COLUMN came TEXT;

-- The SHA-256 of the upload that stands for a case.
ALTER TABLE review_case ADD COLUMN content BLOB;
UPDATE review_case SET content = (SELECT i.sha256 FROM item i WHERE i.id = review_case.item);
CREATE INDEX case_content ON review_case (content) WHERE outcome IS NOT NULL;

-- What was decided of an entry, the newest last.
CREATE INDEX decided_pair_entry ON decided_pair (entry, case_id);
