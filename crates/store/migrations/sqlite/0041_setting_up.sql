-- When the floor of limits was last set by anybody; null as long as it is what the hub began with.
ALTER TABLE hub ADD COLUMN floor_set_at INTEGER;
UPDATE hub SET floor_set_at = (SELECT max(at) FROM chain WHERE kind = 'floor_set');
