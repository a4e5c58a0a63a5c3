-- Moments are INTEGER: units of 100 ns since 1970-01-01 UTC (datetime(x / 10000000, 'unixepoch') shows one).
-- History is rows with valid_from and valid_until; valid_until is NULL for what is in force. Nothing but valid_until, last_seen and
-- the derived tables at the end is ever updated.

CREATE TABLE servers (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    snapshot_id INTEGER NOT NULL REFERENCES snapshots (id) DEFERRABLE INITIALLY DEFERRED,
    first_seen INTEGER NOT NULL,
    last_seen INTEGER NOT NULL
) STRICT;

-- What was read of a server each time that it had changed, with what its manifest then said of it.
CREATE TABLE snapshots (
    id INTEGER PRIMARY KEY,
    server_id INTEGER NOT NULL REFERENCES servers (id),
    stored_at INTEGER NOT NULL,
    title TEXT,
    description TEXT,
    repository TEXT,
    homepage TEXT,
    license TEXT,
    source TEXT NOT NULL,
    version TEXT,
    git_commit TEXT,
    content_hash TEXT NOT NULL,
    etag TEXT,
    origin TEXT NOT NULL,
    fetched_at INTEGER NOT NULL
) STRICT;
CREATE INDEX snapshots_by_server ON snapshots (server_id, id);

-- The tool names of a server in the order read, kept once instead of once a tool (each tool names all others as its siblings).
CREATE TABLE rosters (
    id INTEGER PRIMARY KEY,
    server_id INTEGER NOT NULL REFERENCES servers (id),
    names TEXT NOT NULL
) STRICT;
CREATE INDEX rosters_by_server ON rosters (server_id);

CREATE TABLE tools (
    id INTEGER PRIMARY KEY,
    server_id INTEGER NOT NULL REFERENCES servers (id),
    name TEXT NOT NULL,
    first_seen INTEGER NOT NULL,
    UNIQUE (server_id, name)
) STRICT;

-- What the definition hash covers: name, title, description, schema, annotations.
CREATE TABLE definitions (
    id INTEGER PRIMARY KEY,
    tool_id INTEGER NOT NULL REFERENCES tools (id),
    hash TEXT NOT NULL,
    body TEXT NOT NULL,
    valid_from INTEGER NOT NULL,
    valid_until INTEGER
) STRICT;
CREATE UNIQUE INDEX definitions_in_force ON definitions (tool_id) WHERE valid_until IS NULL;
CREATE INDEX definitions_by_tool ON definitions (tool_id, id);

-- Where and how a definition was read: file and line, exposure, condition, siblings.
CREATE TABLE readings (
    id INTEGER PRIMARY KEY,
    definition_id INTEGER NOT NULL REFERENCES definitions (id),
    body TEXT NOT NULL,
    roster_id INTEGER REFERENCES rosters (id),
    valid_from INTEGER NOT NULL,
    valid_until INTEGER
) STRICT;
CREATE UNIQUE INDEX readings_in_force ON readings (definition_id) WHERE valid_until IS NULL;
CREATE INDEX readings_by_definition ON readings (definition_id, id);

CREATE TABLE classifications (
    id INTEGER PRIMARY KEY,
    definition_id INTEGER NOT NULL REFERENCES definitions (id),
    category TEXT NOT NULL,
    risk TEXT NOT NULL,
    classifier TEXT NOT NULL,
    body TEXT NOT NULL,
    valid_from INTEGER NOT NULL,
    valid_until INTEGER
) STRICT;
CREATE UNIQUE INDEX classifications_in_force ON classifications (definition_id) WHERE valid_until IS NULL;
CREATE INDEX classifications_by_definition ON classifications (definition_id, id);

-- Derived from the rows in force, so that lists and counts touch small rows only.
CREATE TABLE current_tools (
    tool_id INTEGER PRIMARY KEY REFERENCES tools (id),
    server_id INTEGER NOT NULL REFERENCES servers (id),
    server_key TEXT NOT NULL,
    name TEXT NOT NULL,
    definition_id INTEGER NOT NULL REFERENCES definitions (id),
    reading_id INTEGER NOT NULL REFERENCES readings (id),
    classification_id INTEGER NOT NULL REFERENCES classifications (id),
    category TEXT NOT NULL,
    risk TEXT NOT NULL,
    review INTEGER NOT NULL,
    offered INTEGER NOT NULL
) STRICT;
CREATE INDEX current_tools_by_name ON current_tools (server_key, name, offered);
CREATE INDEX current_tools_by_server ON current_tools (server_id, offered, category, risk);
CREATE INDEX current_tools_by_category ON current_tools (offered, category, risk, review);
CREATE INDEX current_tools_by_exact_name ON current_tools (name COLLATE NOCASE);

CREATE TABLE current_facets (
    facet TEXT NOT NULL,
    tool_id INTEGER NOT NULL REFERENCES current_tools (tool_id) ON DELETE CASCADE,
    PRIMARY KEY (facet, tool_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX current_facets_by_tool ON current_facets (tool_id);

-- The texts that are searched; names also in their parts, for the tokenizer does not split fooBar.
CREATE TABLE tool_texts (
    tool_id INTEGER PRIMARY KEY REFERENCES current_tools (tool_id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    title TEXT,
    server TEXT NOT NULL,
    description TEXT
) STRICT;

CREATE VIRTUAL TABLE tool_search USING fts5 (
    name, title, server, description,
    content = 'tool_texts', content_rowid = 'tool_id', prefix = '2 3', tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE TRIGGER tool_texts_added AFTER INSERT ON tool_texts BEGIN
    INSERT INTO tool_search (rowid, name, title, server, description)
    VALUES (new.tool_id, new.name, new.title, new.server, new.description);
END;
CREATE TRIGGER tool_texts_removed AFTER DELETE ON tool_texts BEGIN
    INSERT INTO tool_search (tool_search, rowid, name, title, server, description)
    VALUES ('delete', old.tool_id, old.name, old.title, old.server, old.description);
END;

CREATE TABLE server_texts (
    server_id INTEGER PRIMARY KEY REFERENCES servers (id),
    key TEXT NOT NULL,
    title TEXT,
    description TEXT,
    tools TEXT NOT NULL
) STRICT;

CREATE VIRTUAL TABLE server_search USING fts5 (
    key, title, description, tools,
    content = 'server_texts', content_rowid = 'server_id', prefix = '2 3', tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE TRIGGER server_texts_added AFTER INSERT ON server_texts BEGIN
    INSERT INTO server_search (rowid, key, title, description, tools)
    VALUES (new.server_id, new.key, new.title, new.description, new.tools);
END;
CREATE TRIGGER server_texts_removed AFTER DELETE ON server_texts BEGIN
    INSERT INTO server_search (server_search, rowid, key, title, description, tools)
    VALUES ('delete', old.server_id, old.key, old.title, old.description, old.tools);
END;
