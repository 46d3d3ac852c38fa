-- How a unit of work begins: what it has to itself is locked, in one order for all of them, and the hub's time is read
-- after that. One function, since each statement of a unit is a journey to the server. Each statement in it sees what
-- was committed before that statement.
CREATE FUNCTION hub_begin(lists INTEGER, people UUID[], cases UUID[], leases UUID[], verdicts UUID[], clock BIGINT)
RETURNS BIGINT LANGUAGE plpgsql VOLATILE AS $$
BEGIN
    IF lists = 2 THEN
        PERFORM pg_advisory_xact_lock(7238002);
    ELSIF lists = 1 THEN
        PERFORM pg_advisory_xact_lock_shared(7238002);
    END IF;
    -- A row that is not there needs no lock: the unit finds out by itself.
    IF cardinality(people) > 0 THEN
        PERFORM 1 FROM person WHERE id = ANY (people) ORDER BY id FOR NO KEY UPDATE;
    END IF;
    IF cardinality(cases) > 0 THEN
        PERFORM 1 FROM review_case WHERE id = ANY (cases) ORDER BY id FOR NO KEY UPDATE;
    END IF;
    IF cardinality(leases) > 0 THEN
        PERFORM 1 FROM review_case WHERE id = ANY (ARRAY(SELECT case_id FROM lease WHERE id = ANY (leases)))
        ORDER BY id FOR NO KEY UPDATE;
    END IF;
    IF cardinality(verdicts) > 0 THEN
        PERFORM 1 FROM review_case WHERE id = ANY (ARRAY(SELECT case_id FROM verdict WHERE id = ANY (verdicts)))
        ORDER BY id FOR NO KEY UPDATE;
    END IF;
    RETURN hub_now(clock);
END $$;

-- The last row of the chain, kept as the last until the caller's transaction ends.
CREATE FUNCTION hub_chain_head() RETURNS TABLE (seq BIGINT, hash BYTEA) LANGUAGE plpgsql VOLATILE AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(7238003);
    RETURN QUERY SELECT c.seq, c.hash FROM chain c ORDER BY c.seq DESC LIMIT 1;
END $$;

-- A row for each person who works, written with everything they do: with room beside it, what it was before is
-- cleared away before it is a long way to walk.
ALTER TABLE work SET (fillfactor = 25);
