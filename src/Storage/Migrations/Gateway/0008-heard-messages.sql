-- Ids of signed decisions that were heard, so that none counts twice, also after a restart.
CREATE TABLE heard_messages (
    id TEXT NOT NULL PRIMARY KEY,
    heard_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX heard_messages_by_age ON heard_messages (heard_at);
