-- A source may have its old key for a while beside the new one.

-- When its key was made, where that was after the source was added.
ALTER TABLE person ADD COLUMN key_made_at BIGINT;
-- SHA-256 of the key before, and until when it is still taken.
ALTER TABLE person ADD COLUMN old_key_hash BYTEA;
ALTER TABLE person ADD COLUMN old_key_ends_at BIGINT;
CREATE UNIQUE INDEX person_old_key ON person (old_key_hash) WHERE old_key_hash IS NOT NULL;
