-- The hash of the names of all tools that a server offers; NULL for fewer than three. It is of netstrings, so that no two sets have one text.
-- The function sha256_hex is the program's own, and only here.
ALTER TABLE servers ADD COLUMN tool_set TEXT;
UPDATE servers SET tool_set = (
    SELECT CASE WHEN count(*) >= 3 THEN sha256_hex(CAST(group_concat(length(CAST(o.name AS BLOB)) || ':' || o.name || ',', '') AS BLOB)) END
    FROM (SELECT c.name FROM current_tools c WHERE c.server_id = servers.id AND c.offered = 1 ORDER BY c.name) o
);
CREATE INDEX servers_by_tool_set ON servers (tool_set, first_seen, key) WHERE tool_set IS NOT NULL;
