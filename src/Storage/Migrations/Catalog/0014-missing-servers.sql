-- Servers that their source did not have when it was last asked, since the first such answer; only a second one on another night makes them gone.
CREATE TABLE server_missing (
    server TEXT PRIMARY KEY,
    since INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
