-- The size of an upload as it is shown, upright; null for those from before, which have no full size to
-- look at.
ALTER TABLE item ADD COLUMN width_px INTEGER;
ALTER TABLE item ADD COLUMN height_px INTEGER;

-- Whose rendition's key a grant released. Outlines were drawn from the grey picture before.
ALTER TABLE look ADD COLUMN released INTEGER;
UPDATE look SET released = iif(rung IN (3, 4), 5, rung);
ALTER TABLE look ADD COLUMN full_size INTEGER NOT NULL DEFAULT 0;
