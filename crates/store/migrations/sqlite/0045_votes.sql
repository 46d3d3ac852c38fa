-- How members of an exchange have voted on an entry, where its list says so: both, or neither.
ALTER TABLE entry ADD COLUMN votes_up INTEGER;
ALTER TABLE entry ADD COLUMN votes_down INTEGER;
