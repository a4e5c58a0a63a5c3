-- The hash of the names of all tools that a server offers; NULL for fewer than three. It is of netstrings, so that no two sets have one text.
-- A name with characters that this database cannot hold gets its own hash when its server is stored next.
ALTER TABLE servers ADD COLUMN tool_set text;
UPDATE servers s SET tool_set = o.hash
FROM (
    SELECT c.server_id, encode(sha256(convert_to(string_agg(octet_length(c.name) || ':' || c.name || ',', '' ORDER BY c.name), 'UTF8')), 'hex') AS hash
    FROM current_tools c WHERE c.offered GROUP BY c.server_id HAVING count(*) >= 3
) o
WHERE o.server_id = s.id;
CREATE INDEX servers_by_tool_set ON servers (tool_set, first_seen, key) WHERE tool_set IS NOT NULL;
