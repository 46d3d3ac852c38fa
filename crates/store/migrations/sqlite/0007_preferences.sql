-- What a person likes where it limits nothing, as JSON; null where nothing was chosen.
ALTER TABLE person ADD COLUMN preferences TEXT;
