-- What was leased least comes first: entries at hand when a process was killed wait for the others, so that a row of kills meets each of them
-- once or twice and gives up none that is sound. Entries that were leased too often are the last of the same index.
DROP INDEX crawl_work_waiting;
DROP INDEX crawl_work_given_up;
CREATE INDEX crawl_work_waiting ON crawl_work (run_id, work, attempts, id) WHERE state = 'waiting';
