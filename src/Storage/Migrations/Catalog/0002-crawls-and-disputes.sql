CREATE TABLE fetches (
    reference TEXT PRIMARY KEY,
    servers TEXT NOT NULL,
    revision TEXT NOT NULL,
    etag TEXT,
    read_by TEXT NOT NULL,
    fetched_at INTEGER NOT NULL
) STRICT;

CREATE TABLE runs (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    started_at INTEGER NOT NULL,
    finished_at INTEGER NOT NULL,
    items TEXT NOT NULL
) STRICT;

CREATE TABLE disputes (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    server TEXT NOT NULL,
    tool TEXT NOT NULL,
    shown TEXT NOT NULL,
    proposed TEXT NOT NULL,
    reason TEXT NOT NULL,
    contact TEXT,
    received_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX disputes_once ON disputes (server, tool, proposed, reason);
