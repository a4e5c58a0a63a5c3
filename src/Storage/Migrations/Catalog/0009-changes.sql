-- What appeared, changed and vanished, written in the transaction that stores a server. The body is JSON: what it consists of.
CREATE TABLE changes (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    run_id INTEGER,
    server TEXT NOT NULL,
    tool TEXT,
    what TEXT NOT NULL,
    marked INTEGER NOT NULL,
    baseline INTEGER NOT NULL,
    body TEXT NOT NULL
) STRICT;
CREATE INDEX changes_of_server ON changes (server, tool, position);
CREATE INDEX changes_in_order ON changes (baseline, what, marked, position);
CREATE INDEX changes_by_time ON changes (at);

-- True for a run that began with an empty catalog: what it finds is where the catalog starts.
ALTER TABLE crawl_runs ADD COLUMN baseline INTEGER;
ALTER TABLE crawl_runs ADD COLUMN marked INTEGER;
ALTER TABLE crawl_runs ADD COLUMN suspect INTEGER;
ALTER TABLE crawl_items ADD COLUMN marked INTEGER;
ALTER TABLE crawl_items ADD COLUMN suspect INTEGER;
