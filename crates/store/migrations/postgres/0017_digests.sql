-- An entry has any of SHA-256, SHA-1 and MD5: a digest's length says its kind.
ALTER TABLE entry_digest RENAME COLUMN sha256 TO digest;

-- Whether a hash is on a list already, where a list ships nothing else.
CREATE INDEX hash_change_pdq ON hash_change (pdq) WHERE variant_item IS NULL;

-- Where an entry comes from: mostly its list's own id of it.
ALTER TABLE entry ADD COLUMN provenance TEXT;

-- A bank's entries one after another.
CREATE INDEX entry_of_bank ON entry (bank, id);
