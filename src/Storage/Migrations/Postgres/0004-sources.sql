-- When each source was last asked, and last listed to its end, whichever crawl did it.
CREATE TABLE crawl_sources (
    reference text COLLATE "C" PRIMARY KEY,
    tried_at bigint NOT NULL,
    listed_at bigint,
    problem text
);
