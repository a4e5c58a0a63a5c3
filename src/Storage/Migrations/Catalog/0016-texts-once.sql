-- What copies of a tool share is stored once: a definition's body and words, and what is said of it. A row of a tool points to them; where it was read is its own.
-- The key is the SHA-256 of all that a row consists of, a line each. The function sha256 is the program's own, and only here.
CREATE TABLE definition_bodies (
    id INTEGER PRIMARY KEY,
    key BLOB NOT NULL UNIQUE,
    hash TEXT NOT NULL,
    body TEXT NOT NULL
) STRICT;
CREATE TABLE classification_bodies (
    id INTEGER PRIMARY KEY,
    key BLOB NOT NULL UNIQUE,
    category TEXT NOT NULL,
    risk TEXT NOT NULL,
    classifier TEXT NOT NULL,
    -- The body begins with the key of the server that has the tool, which is left out and put back.
    names_server INTEGER NOT NULL,
    body TEXT NOT NULL
) STRICT;
INSERT INTO definition_bodies (key, hash, body)
    SELECT sha256(CAST(hash || char(10) || body AS BLOB)), hash, body FROM definitions WHERE true ORDER BY id ON CONFLICT DO NOTHING;
CREATE TABLE said (id INTEGER PRIMARY KEY, names_server INTEGER NOT NULL, body TEXT NOT NULL, key BLOB) STRICT;
INSERT INTO said (id, names_server, body)
    SELECT id, length(front) > 0, CASE WHEN length(front) > 0 THEN '{' || substr(body, length(front) + 1) ELSE body END FROM (
        SELECT k.id, k.body, CASE WHEN substr(k.body, 1, length(f.front)) = f.front THEN f.front ELSE '' END AS front
        FROM classifications k JOIN definitions d ON d.id = k.definition_id JOIN tools t ON t.id = d.tool_id
        JOIN (SELECT id, '{"server":' || json_quote(key) || ',' AS front FROM servers) f ON f.id = t.server_id);
UPDATE said SET key = (
    SELECT sha256(CAST(k.category || char(10) || k.risk || char(10) || k.classifier || char(10) || said.names_server || char(10) || said.body AS BLOB)) FROM classifications k WHERE k.id = said.id);
INSERT INTO classification_bodies (key, category, risk, classifier, names_server, body)
    SELECT x.key, k.category, k.risk, k.classifier, x.names_server, x.body FROM said x JOIN classifications k ON k.id = x.id WHERE true ORDER BY x.id ON CONFLICT DO NOTHING;

-- What is in force says current_tools: no index of it. A row's id is the end of every entry of an index, so that rows of one tool are in order.
CREATE TABLE definition_spans (
    id INTEGER PRIMARY KEY,
    tool_id INTEGER NOT NULL REFERENCES tools (id),
    body_id INTEGER NOT NULL REFERENCES definition_bodies (id),
    valid_from INTEGER NOT NULL,
    valid_until INTEGER
) STRICT;
INSERT INTO definition_spans (id, tool_id, body_id, valid_from, valid_until)
    SELECT d.id, d.tool_id, b.id, d.valid_from, d.valid_until FROM definitions d JOIN definition_bodies b ON b.key = sha256(CAST(d.hash || char(10) || d.body AS BLOB)) ORDER BY d.id;
CREATE INDEX definition_spans_by_tool ON definition_spans (tool_id);

CREATE TABLE reading_spans (
    id INTEGER PRIMARY KEY,
    definition_id INTEGER NOT NULL REFERENCES definition_spans (id),
    body TEXT NOT NULL,
    roster_id INTEGER REFERENCES rosters (id),
    valid_from INTEGER NOT NULL,
    valid_until INTEGER
) STRICT;
INSERT INTO reading_spans (id, definition_id, body, roster_id, valid_from, valid_until)
    SELECT id, definition_id, body, roster_id, valid_from, valid_until FROM readings ORDER BY id;

CREATE TABLE classification_spans (
    id INTEGER PRIMARY KEY,
    definition_id INTEGER NOT NULL REFERENCES definition_spans (id),
    body_id INTEGER NOT NULL REFERENCES classification_bodies (id),
    valid_from INTEGER NOT NULL,
    valid_until INTEGER
) STRICT;
INSERT INTO classification_spans (id, definition_id, body_id, valid_from, valid_until)
    SELECT k.id, k.definition_id, b.id, k.valid_from, k.valid_until FROM classifications k JOIN said x ON x.id = k.id JOIN classification_bodies b ON b.key = x.key ORDER BY k.id;
DROP TABLE said;
CREATE INDEX classification_spans_by_definition ON classification_spans (definition_id);

-- The words of definitions that are in force; those of one that was once may stay as long as its body.
CREATE TABLE definition_texts (
    id INTEGER PRIMARY KEY REFERENCES definition_bodies (id),
    tool TEXT NOT NULL,
    name TEXT NOT NULL,
    title TEXT,
    description TEXT
) STRICT;
INSERT INTO definition_texts (id, tool, name, title, description)
    SELECT d.body_id, c.name, coalesce(x.name, c.name), x.title, x.description
    FROM current_tools c JOIN definition_spans d ON d.id = c.definition_id LEFT JOIN tool_texts x ON x.tool_id = c.tool_id
    GROUP BY d.body_id;
CREATE INDEX definition_texts_by_tool ON definition_texts (tool COLLATE NOCASE);
DROP TABLE tool_search;
DROP TABLE tool_texts;
CREATE VIRTUAL TABLE tool_search USING fts5 (
    name, title, description,
    content = 'definition_texts', content_rowid = 'id', tokenize = 'porter unicode61 remove_diacritics 2'
);
INSERT INTO tool_search (tool_search) VALUES ('rebuild');

-- Lists in order go through servers and tools, which are in order; searches through the bodies that hold the words.
CREATE TABLE current_rows (
    tool_id INTEGER PRIMARY KEY REFERENCES tools (id),
    server_id INTEGER NOT NULL REFERENCES servers (id),
    server_key TEXT NOT NULL,
    name TEXT NOT NULL,
    definition_id INTEGER NOT NULL REFERENCES definition_spans (id),
    reading_id INTEGER NOT NULL REFERENCES reading_spans (id),
    classification_id INTEGER NOT NULL REFERENCES classification_spans (id),
    body_id INTEGER NOT NULL REFERENCES definition_bodies (id),
    category TEXT NOT NULL,
    risk TEXT NOT NULL,
    review INTEGER NOT NULL,
    offered INTEGER NOT NULL
) STRICT;
INSERT INTO current_rows (tool_id, server_id, server_key, name, definition_id, reading_id, classification_id, body_id, category, risk, review, offered)
    SELECT c.tool_id, c.server_id, c.server_key, c.name, c.definition_id, c.reading_id, c.classification_id, d.body_id, c.category, c.risk, c.review, c.offered
    FROM current_tools c JOIN definition_spans d ON d.id = c.definition_id ORDER BY c.tool_id;
CREATE TABLE facet_rows (
    facet TEXT NOT NULL,
    tool_id INTEGER NOT NULL REFERENCES current_rows (tool_id) ON DELETE CASCADE,
    PRIMARY KEY (facet, tool_id)
) STRICT, WITHOUT ROWID;
INSERT INTO facet_rows (facet, tool_id) SELECT facet, tool_id FROM current_facets ORDER BY facet, tool_id;
DROP TABLE current_facets;
DROP TABLE current_tools;
DROP TABLE classifications;
DROP TABLE readings;
DROP TABLE definitions;
ALTER TABLE reading_spans RENAME TO readings;
ALTER TABLE current_rows RENAME TO current_tools;
ALTER TABLE facet_rows RENAME TO current_facets;
CREATE INDEX readings_by_definition ON readings (definition_id);
CREATE INDEX current_tools_by_server ON current_tools (server_id, offered, category, risk);
CREATE INDEX current_tools_by_category ON current_tools (offered, category, risk, review, server_id);
CREATE INDEX current_tools_by_body ON current_tools (body_id, offered, server_id);

-- Each row with the text that it points to.
CREATE VIEW definitions AS
    SELECT d.id, d.tool_id, b.hash, b.body, d.valid_from, d.valid_until FROM definition_spans d JOIN definition_bodies b ON b.id = d.body_id;
CREATE VIEW classifications AS
    SELECT k.id, k.definition_id, b.category, b.risk, b.classifier,
        CASE WHEN b.names_server = 0 THEN b.body ELSE '{"server":' || json_quote((
            SELECT s.key FROM definition_spans d JOIN tools t ON t.id = d.tool_id JOIN servers s ON s.id = t.server_id WHERE d.id = k.definition_id)) || ',' || substr(b.body, 2)
        END AS body,
        k.valid_from, k.valid_until
    FROM classification_spans k JOIN classification_bodies b ON b.id = k.body_id;
