-- A sentence on where a server's tools are, where its source does not define them; null for most.
ALTER TABLE snapshots ADD COLUMN notice TEXT;
