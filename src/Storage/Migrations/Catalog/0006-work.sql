-- Runs with their items in rows, for a run of 43,000 servers is no text; and the work that is left of unfinished ones.
CREATE TABLE crawl_runs (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    plan TEXT NOT NULL,
    introspect INTEGER NOT NULL,
    anew INTEGER NOT NULL,
    started_at INTEGER NOT NULL,
    finished_at INTEGER,
    -- Counted when it ends; the items of old runs are thrown away.
    stored INTEGER,
    unchanged INTEGER,
    no_tools INTEGER,
    failed INTEGER,
    changed INTEGER
) STRICT;
CREATE INDEX crawl_runs_unfinished ON crawl_runs (plan) WHERE finished_at IS NULL;

CREATE TABLE crawl_items (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    run_id INTEGER NOT NULL REFERENCES crawl_runs (id),
    ended_at INTEGER NOT NULL,
    reference TEXT NOT NULL,
    server TEXT,
    status TEXT NOT NULL,
    tools INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    reason TEXT
) STRICT;
CREATE INDEX crawl_items_of_run ON crawl_items (run_id, position);

-- An entry is known by the hash of server and reference; what it names is forgotten when it ends.
CREATE TABLE crawl_work (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    run_id INTEGER NOT NULL REFERENCES crawl_runs (id),
    work TEXT NOT NULL,
    key TEXT NOT NULL,
    reference TEXT NOT NULL,
    shown TEXT NOT NULL,
    server TEXT,
    listing TEXT,
    state TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    leased_by TEXT,
    leased_until INTEGER,
    UNIQUE (run_id, key)
) STRICT;
CREATE INDEX crawl_work_waiting ON crawl_work (run_id, work, id) WHERE state = 'waiting';
CREATE INDEX crawl_work_leased ON crawl_work (run_id, leased_until) WHERE state = 'leased';
CREATE INDEX crawl_work_of_worker ON crawl_work (leased_by) WHERE state = 'leased';

INSERT INTO crawl_runs (id, plan, introspect, anew, started_at, finished_at, stored, unchanged, no_tools, failed, changed)
SELECT
    r.id, '', 0, 0, r.started_at, r.finished_at,
    (SELECT count(*) FROM json_each(r.items) i WHERE i.value ->> 'status' = 'Stored'),
    (SELECT count(*) FROM json_each(r.items) i WHERE i.value ->> 'status' = 'Unchanged'),
    (SELECT count(*) FROM json_each(r.items) i WHERE i.value ->> 'status' = 'NoTools'),
    (SELECT count(*) FROM json_each(r.items) i WHERE i.value ->> 'status' = 'Failed'),
    (SELECT coalesce(sum(i.value ->> 'changed'), 0) FROM json_each(r.items) i)
FROM runs r;
INSERT INTO crawl_items (run_id, ended_at, reference, server, status, tools, changed, reason)
SELECT
    r.id, r.finished_at, i.value ->> 'reference', i.value ->> 'server', i.value ->> 'status',
    coalesce(i.value ->> 'tools', 0), coalesce(i.value ->> 'changed', 0), i.value ->> 'reason'
FROM (SELECT * FROM runs ORDER BY id DESC LIMIT 30) r, json_each(r.items) i
ORDER BY r.id, i.key;
DROP TABLE runs;
