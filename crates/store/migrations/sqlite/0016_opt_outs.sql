-- What somebody never wants to be given, as JSON; nothing where they take everything.
ALTER TABLE person ADD COLUMN opt_outs TEXT;

-- What a case is about: a line of its kinds of media, and one for each category of its uploads' matches, empty where
-- none is known.
ALTER TABLE review_case ADD COLUMN subject TEXT NOT NULL DEFAULT '';
UPDATE review_case SET subject =
    (SELECT CASE WHEN max(coalesce(i.frames, 1)) > 1 AND min(coalesce(i.frames, 1)) < 2 THEN 'still moves'
                 WHEN max(coalesce(i.frames, 1)) > 1 THEN 'moves' ELSE 'still' END
     FROM item i WHERE i.case_id = review_case.id)
    || char(10) || coalesce((SELECT group_concat(name, char(10)) FROM
        (SELECT DISTINCT upper(coalesce(e.category, '')) AS name FROM item i
         JOIN item_match m ON m.item = i.id JOIN entry e ON e.id = m.entry WHERE i.case_id = review_case.id) AS named), '')
WHERE EXISTS (SELECT 1 FROM item i WHERE i.case_id = review_case.id);
UPDATE review_case SET subject = 'still' || char(10) WHERE subject = '';

-- Every subject that a case ever had: few, and each is looked through by itself where somebody leaves others out.
CREATE TABLE subject (name TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
INSERT INTO subject SELECT DISTINCT subject FROM review_case;

CREATE INDEX case_waiting_subject ON review_case (queue, subject, priority DESC, created, id) WHERE state = 'waiting';
