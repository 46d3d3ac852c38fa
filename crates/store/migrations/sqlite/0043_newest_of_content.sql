-- Of a picture that came ten thousand times the five newest decisions are read, and not all to be sorted.
DROP INDEX case_content;
CREATE INDEX case_content ON review_case (content, at, id) WHERE outcome IS NOT NULL;
