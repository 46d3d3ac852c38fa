-- A source may have its old key for a while beside the new one.

-- When its key was made, where that was after the source was added.
ALTER TABLE person ADD COLUMN key_made_at INTEGER;
-- SHA-256 of the key before, and until when it is still taken.
ALTER TABLE person ADD COLUMN old_key_hash BLOB;
ALTER TABLE person ADD COLUMN old_key_ends_at INTEGER;
CREATE UNIQUE INDEX person_old_key ON person (old_key_hash) WHERE old_key_hash IS NOT NULL;
