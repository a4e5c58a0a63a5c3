-- Moments are INTEGER: units of 100 ns since 1970-01-01 UTC (datetime(x / 10000000, 'unixepoch') shows one).

CREATE TABLE grants (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    label TEXT NOT NULL,
    token_hash TEXT UNIQUE,
    servers TEXT NOT NULL,
    policy TEXT,
    created_at INTEGER NOT NULL,
    expires_at INTEGER,
    revoked_at INTEGER,
    last_used_at INTEGER
) STRICT;

-- Totals are decimal digits: they pass 64 bits, and are added exactly.
CREATE TABLE counters (
    id INTEGER PRIMARY KEY,
    server TEXT NOT NULL,
    scope TEXT NOT NULL,
    scope_id TEXT NOT NULL,
    counter TEXT NOT NULL,
    window TEXT NOT NULL,
    window_start INTEGER NOT NULL,
    window_end INTEGER NOT NULL,
    total TEXT NOT NULL,
    UNIQUE (server, scope, scope_id, counter, window)
) STRICT;
CREATE INDEX counters_of_sessions ON counters (window_end) WHERE scope = 'Session';

CREATE TABLE lease_draws (
    lease TEXT NOT NULL,
    counter_id INTEGER NOT NULL REFERENCES counters (id) ON DELETE CASCADE,
    window_start INTEGER NOT NULL,
    amount TEXT NOT NULL,
    kept_until INTEGER NOT NULL,
    PRIMARY KEY (lease, counter_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX lease_draws_by_age ON lease_draws (kept_until);
CREATE INDEX lease_draws_by_counter ON lease_draws (counter_id);

CREATE TABLE approvals (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    binding TEXT NOT NULL,
    grant_id TEXT NOT NULL,
    server TEXT NOT NULL,
    tool TEXT NOT NULL,
    parameters TEXT NOT NULL,
    messages TEXT NOT NULL,
    rule TEXT NOT NULL,
    expires INTEGER NOT NULL,
    state TEXT NOT NULL,
    asked_at INTEGER NOT NULL,
    decided_at INTEGER,
    decided_by TEXT,
    lapses_at INTEGER NOT NULL
) STRICT;
CREATE INDEX approvals_by_binding ON approvals (binding, state);
CREATE INDEX approvals_live ON approvals (state, lapses_at) WHERE state IN ('Pending', 'Approved');
CREATE INDEX approvals_waiting ON approvals (grant_id, server, tool) WHERE state = 'Pending';

CREATE TABLE approvers (
    name TEXT PRIMARY KEY,
    secret_hash TEXT NOT NULL
) STRICT;

CREATE TABLE decisions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    time INTEGER NOT NULL,
    server TEXT NOT NULL,
    tool TEXT,
    decision TEXT NOT NULL,
    entry TEXT NOT NULL
) STRICT;
CREATE INDEX decisions_by_tool ON decisions (tool, id);
