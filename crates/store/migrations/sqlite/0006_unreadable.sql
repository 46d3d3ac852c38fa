-- What of a picture is shown otherwise than its file would, as a JSON list of codes; null for older uploads.
ALTER TABLE item ADD COLUMN traits TEXT;

-- What could not be read, in the order it came in.
CREATE INDEX item_unreadable ON item (id) WHERE outcome = 'unreadable';
