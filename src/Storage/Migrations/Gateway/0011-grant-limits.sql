-- What a grant may have where that is not what every grant may; NULL for what every grant may.
ALTER TABLE grants ADD COLUMN requests_per_minute INTEGER;
ALTER TABLE grants ADD COLUMN concurrent_calls INTEGER;
ALTER TABLE grants ADD COLUMN sessions_per_hour INTEGER;
-- Milliseconds.
ALTER TABLE grants ADD COLUMN timeout INTEGER;
