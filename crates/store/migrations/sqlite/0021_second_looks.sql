-- For which verdicts a list asks for a second reviewer beyond the rules, as JSON; nothing where it asks for no more.
ALTER TABLE bank ADD COLUMN second_looks TEXT;
