-- What heartbeats, breaks and lists look up; without these each is a walk through a whole table.
CREATE INDEX case_lease ON review_case (lease) WHERE lease IS NOT NULL;
CREATE INDEX case_leased_to ON review_case (leased_to) WHERE leased_to IS NOT NULL;
CREATE INDEX entry_bank ON entry (bank);
CREATE INDEX entry_digest_entry ON entry_digest (entry);
