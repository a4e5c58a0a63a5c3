-- The seen columns are NULL where the server gives what is pinned.
CREATE TABLE tool_pins (
    server TEXT NOT NULL,
    tool TEXT NOT NULL,
    hash TEXT NOT NULL,
    definition TEXT NOT NULL,
    pinned_at INTEGER NOT NULL,
    seen_hash TEXT,
    seen TEXT,
    seen_at INTEGER,
    PRIMARY KEY (server, tool)
) STRICT, WITHOUT ROWID;
