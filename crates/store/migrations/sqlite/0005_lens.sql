-- Where the lens had been at the case when a look through it was closed, as its desk said (2,048 bytes), and
-- the share of the picture that all looks of that person at that case had cleared by then, in thousandths.
-- Both are null for looks closed before.
ALTER TABLE look ADD COLUMN cleared BLOB;
ALTER TABLE look ADD COLUMN union_permille INTEGER;
