-- The beginnings of two and three letters are no longer indexed by themselves: they were a quarter of what storing a tool costs, and a search for so few letters spends its time
-- on putting all that it finds in order, with them and without.
DROP TABLE tool_search;
CREATE VIRTUAL TABLE tool_search USING fts5 (
    name, title, server, description,
    content = 'tool_texts', content_rowid = 'tool_id', tokenize = 'porter unicode61 remove_diacritics 2'
);
INSERT INTO tool_search (tool_search) VALUES ('rebuild');

DROP TABLE server_search;
CREATE VIRTUAL TABLE server_search USING fts5 (
    key, title, description, tools,
    content = 'server_texts', content_rowid = 'server_id', tokenize = 'porter unicode61 remove_diacritics 2'
);
INSERT INTO server_search (server_search) VALUES ('rebuild');
