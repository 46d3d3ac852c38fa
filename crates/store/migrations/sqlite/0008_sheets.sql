-- How many frames were read of an upload; null for those from before.
ALTER TABLE item ADD COLUMN frames INTEGER;

-- The cell of an animation's sheet that shows the frame which came near, or one that looks like it, as
-- JSON; null where neither is on it, and for matches from before.
ALTER TABLE item_match ADD COLUMN cell TEXT;
