-- Each new tool's rows were looked up again by the server, one by one, which cost more than to store them. They are written in one transaction, under the lock of
-- their server's row, by code that has just made the ids; `catalog status --rows` looks whether any points to nothing.
ALTER TABLE tools DROP CONSTRAINT tools_server_id_fkey;
ALTER TABLE definitions DROP CONSTRAINT definitions_tool_id_fkey;
ALTER TABLE readings DROP CONSTRAINT readings_definition_id_fkey, DROP CONSTRAINT readings_roster_id_fkey;
ALTER TABLE classifications DROP CONSTRAINT classifications_definition_id_fkey;
