-- The full-text index is kept by the statements that write the texts: a trigger made it write out all that it had gathered at each of them.
DROP TRIGGER tool_texts_added;
DROP TRIGGER tool_texts_removed;
DROP TRIGGER server_texts_added;
DROP TRIGGER server_texts_removed;

-- A new server waits for its first snapshot, and each snapshot that is added looks for servers that wait for it: all of them were read.
CREATE INDEX servers_by_snapshot ON servers (snapshot_id);

-- Each lease asks for entries that were leased too often, and read all that wait.
CREATE INDEX crawl_work_given_up ON crawl_work (run_id, work) WHERE state = 'waiting' AND attempts >= 10;
