-- Policies is a JSON object of server ids and policy names; NULL for none.
ALTER TABLE grants ADD COLUMN previous_token_hash TEXT;
ALTER TABLE grants ADD COLUMN previous_until INTEGER;
ALTER TABLE grants ADD COLUMN policies TEXT;
CREATE UNIQUE INDEX grants_by_previous_token ON grants (previous_token_hash) WHERE previous_token_hash IS NOT NULL;
