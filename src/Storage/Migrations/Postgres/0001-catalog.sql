-- Moments are bigint: units of 100 ns since 1970-01-01 UTC (to_timestamp(x / 1e7) shows one).
-- History is rows with valid_from and valid_until; valid_until is NULL for what is in force. Nothing but valid_until, last_seen and
-- the derived tables at the end is ever updated. Texts are ordered by code points ("C"), as every other store orders them.
-- Ids of all tables come from one sequence, taken while the server's row is locked: of two rows of a server the later has the higher.

CREATE SEQUENCE ids AS bigint;

CREATE TABLE servers (
    id bigint PRIMARY KEY,
    key text COLLATE "C" NOT NULL UNIQUE,
    snapshot_id bigint NOT NULL,
    first_seen bigint NOT NULL,
    last_seen bigint NOT NULL
) WITH (fillfactor = 80);
CREATE INDEX servers_by_time ON servers (last_seen DESC, key);

-- What was read of a server each time that it had changed, with what its manifest then said of it.
CREATE TABLE snapshots (
    id bigint PRIMARY KEY,
    server_id bigint NOT NULL REFERENCES servers (id),
    stored_at bigint NOT NULL,
    title text,
    description text,
    repository text,
    homepage text,
    license text,
    source text NOT NULL,
    version text,
    git_commit text,
    content_hash text NOT NULL,
    etag text,
    origin text NOT NULL,
    fetched_at bigint NOT NULL,
    -- A sentence on where a server's tools are, where its source does not define them.
    notice text
);
CREATE INDEX snapshots_by_server ON snapshots (server_id, id);

-- The tool names of a server in the order read, kept once instead of once a tool (each tool names all others as its siblings).
CREATE TABLE rosters (
    id bigint PRIMARY KEY,
    server_id bigint NOT NULL REFERENCES servers (id),
    names text NOT NULL
);
CREATE INDEX rosters_by_server ON rosters (server_id);

CREATE TABLE tools (
    id bigint PRIMARY KEY,
    server_id bigint NOT NULL REFERENCES servers (id),
    name text COLLATE "C" NOT NULL,
    first_seen bigint NOT NULL,
    UNIQUE (server_id, name)
);

-- What the definition hash covers: name, title, description, schema, annotations.
CREATE TABLE definitions (
    id bigint PRIMARY KEY,
    tool_id bigint NOT NULL REFERENCES tools (id),
    hash text NOT NULL,
    body text NOT NULL,
    valid_from bigint NOT NULL,
    valid_until bigint
);
CREATE UNIQUE INDEX definitions_in_force ON definitions (tool_id) WHERE valid_until IS NULL;
CREATE INDEX definitions_by_tool ON definitions (tool_id, id);

-- Where and how a definition was read: file and line, exposure, condition, siblings.
CREATE TABLE readings (
    id bigint PRIMARY KEY,
    definition_id bigint NOT NULL REFERENCES definitions (id),
    body text NOT NULL,
    roster_id bigint REFERENCES rosters (id),
    valid_from bigint NOT NULL,
    valid_until bigint
);
CREATE UNIQUE INDEX readings_in_force ON readings (definition_id) WHERE valid_until IS NULL;
CREATE INDEX readings_by_definition ON readings (definition_id, id);

CREATE TABLE classifications (
    id bigint PRIMARY KEY,
    definition_id bigint NOT NULL REFERENCES definitions (id),
    category text NOT NULL,
    risk text NOT NULL,
    classifier text NOT NULL,
    body text NOT NULL,
    valid_from bigint NOT NULL,
    valid_until bigint
);
CREATE UNIQUE INDEX classifications_in_force ON classifications (definition_id) WHERE valid_until IS NULL;
CREATE INDEX classifications_by_definition ON classifications (definition_id, id);

-- Derived from the rows in force, so that lists and counts touch small rows only.
CREATE TABLE current_tools (
    tool_id bigint PRIMARY KEY,
    server_id bigint NOT NULL,
    server_key text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    definition_id bigint NOT NULL,
    reading_id bigint NOT NULL,
    classification_id bigint NOT NULL,
    category text NOT NULL,
    risk text NOT NULL,
    review boolean NOT NULL,
    offered boolean NOT NULL,
    facets text[] NOT NULL
);
CREATE UNIQUE INDEX current_tools_by_name ON current_tools (server_key, name);
CREATE INDEX current_tools_by_server ON current_tools (server_id, category, risk) WHERE offered;
CREATE INDEX current_tools_by_category ON current_tools (category, risk, review) WHERE offered;
CREATE INDEX current_tools_of_category ON current_tools (category, server_key, name) WHERE offered;
CREATE INDEX current_tools_of_risk ON current_tools (risk, server_key, name) WHERE offered;
CREATE INDEX current_tools_by_exact_name ON current_tools (lower(name));
CREATE INDEX current_tools_by_facet ON current_tools USING gin (facets);

-- Words as they are searched: in lower case and without their accents already, so that only their endings are left to take off, none is
-- left out, and signs have no meaning.
CREATE TEXT SEARCH DICTIONARY stem (TEMPLATE = pg_catalog.snowball, Language = english);
CREATE TEXT SEARCH CONFIGURATION words (COPY = pg_catalog.english);
ALTER TEXT SEARCH CONFIGURATION words ALTER MAPPING REPLACE pg_catalog.english_stem WITH stem;

CREATE TABLE tool_texts (
    tool_id bigint PRIMARY KEY,
    words tsvector NOT NULL
);
CREATE INDEX tool_texts_words ON tool_texts USING gin (words);

CREATE TABLE server_texts (
    server_id bigint PRIMARY KEY,
    words tsvector NOT NULL
);
CREATE INDEX server_texts_words ON server_texts USING gin (words);

-- What the last successful fetch of each reference brought.
CREATE TABLE fetches (
    reference text COLLATE "C" PRIMARY KEY,
    servers text NOT NULL,
    revision text NOT NULL,
    etag text,
    read_by text NOT NULL,
    fetched_at bigint NOT NULL
);

CREATE TABLE disputes (
    position bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
    id text NOT NULL UNIQUE,
    server text NOT NULL,
    tool text NOT NULL,
    shown text NOT NULL,
    proposed text NOT NULL,
    reason text NOT NULL,
    contact text,
    received_at bigint NOT NULL
);
CREATE INDEX disputes_of_tool ON disputes (server, md5(tool));
-- By hash, for an index takes no text of 4,000 characters.
CREATE UNIQUE INDEX disputes_once ON disputes (server, md5(tool), proposed, md5(reason));

-- Valid answers of language models, by the hash of definition, model and prompt: a cache, which may be emptied at any time.
CREATE TABLE second_opinions (
    key text PRIMARY KEY,
    answer text NOT NULL
);
