-- Each lease asks for entries that were leased too often, and read all that wait.
CREATE INDEX crawl_work_given_up ON crawl_work (run_id, work) WHERE state = 'waiting' AND attempts >= 10;
