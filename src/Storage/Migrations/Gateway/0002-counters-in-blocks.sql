-- A total may belong to one process, which then counts in memory: `total` is what it has reserved so far, and at least what was drawn.
-- `recalled` asks the owner to write down what was drawn and to let go; until `shared_until` nobody owns it again.
-- A program that knows only the schema before cannot draw any more, for it needs the table that goes: it would pass by the owners.
ALTER TABLE counters ADD COLUMN owner TEXT;
ALTER TABLE counters ADD COLUMN recalled INTEGER NOT NULL DEFAULT 0;
ALTER TABLE counters ADD COLUMN shared_until INTEGER NOT NULL DEFAULT 0;
CREATE INDEX counters_recalled ON counters (owner) WHERE recalled = 1;
DROP TABLE lease_draws;
DELETE FROM counters WHERE scope = 'Session';
