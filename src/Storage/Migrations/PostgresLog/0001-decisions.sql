-- Moments are bigint: units of 100 ns since 1970-01-01 UTC. Positions have no gaps: they are given under the lock of the chain's row.
CREATE TABLE decisions (
    id bigint PRIMARY KEY,
    time bigint NOT NULL,
    server text NOT NULL,
    tool text,
    decision text NOT NULL,
    entry text NOT NULL,
    hash bytea NOT NULL
);
CREATE INDEX decisions_by_time ON decisions (time);
CREATE INDEX decisions_by_tool ON decisions (tool, id);
CREATE INDEX decisions_by_server ON decisions (server, id);

-- One row: where the chain begins, how many entries it has had, and its last hash, so that a tail that was cut off is missed.
CREATE TABLE decision_chain (
    one integer PRIMARY KEY CHECK (one = 1),
    first_id bigint NOT NULL,
    first_before bytea NOT NULL,
    removed bigint NOT NULL,
    entries bigint NOT NULL,
    head bytea NOT NULL
);
