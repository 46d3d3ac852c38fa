-- What a look was granted for, as it was then: the entry that stood first beside the picture, how alike the two
-- were, and by which sign-in. A row without a session is older than this, and nobody knows of it what was not written.
ALTER TABLE look ADD COLUMN entry BLOB REFERENCES entry (id);
ALTER TABLE look ADD COLUMN exact INTEGER;
ALTER TABLE look ADD COLUMN distance INTEGER;
ALTER TABLE look ADD COLUMN session BLOB REFERENCES session (id);

-- Since when cases of a queue wait that nobody may take, as leads were told; null where somebody may take all of them.
ALTER TABLE queue ADD COLUMN untaken_since INTEGER;
