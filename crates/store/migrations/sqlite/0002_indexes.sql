-- What folding, reversals and re-opening look up; without these each was a walk through a whole table.
CREATE INDEX item_match_entry ON item_match (entry);
CREATE INDEX case_item ON review_case (item);
CREATE INDEX hash_change_entry ON hash_change (entry);
CREATE INDEX outbox_effect ON outbox (effect) WHERE done_at IS NOT NULL;
