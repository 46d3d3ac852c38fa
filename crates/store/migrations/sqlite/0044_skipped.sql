-- What somebody skipped is counted among what waits, without a walk over everybody who has spoken.
CREATE INDEX barred_skipped ON barred (case_id) WHERE why = 'skipped';
