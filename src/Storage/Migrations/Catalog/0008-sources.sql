-- When each source was last asked, and last listed to its end, whichever crawl did it.
CREATE TABLE crawl_sources (
    reference TEXT PRIMARY KEY,
    tried_at INTEGER NOT NULL,
    listed_at INTEGER,
    problem TEXT
) STRICT;
