-- What is said of servers' other names, a JSON list each; the word of whoever said it, and replaced by each reading.
CREATE TABLE server_claims (
    server text COLLATE "C" PRIMARY KEY,
    claims text NOT NULL
);

-- What comparing all servers came to; made anew after each crawl. The body is JSON.
CREATE TABLE server_standings (
    server text COLLATE "C" PRIMARY KEY,
    same_as text COLLATE "C",
    impostor boolean NOT NULL,
    body text NOT NULL
);
CREATE INDEX server_standings_merged ON server_standings (server) WHERE same_as IS NOT NULL;
CREATE INDEX server_standings_impostors ON server_standings (server) WHERE impostor;

-- Older names, proved by an id of the source, and the present ones; and what its source says is not there any more.
CREATE TABLE server_aliases (
    alias text COLLATE "C" PRIMARY KEY,
    server text COLLATE "C" NOT NULL,
    since bigint NOT NULL
);
CREATE INDEX server_aliases_by_server ON server_aliases (server);
CREATE TABLE server_gone (
    server text COLLATE "C" PRIMARY KEY,
    since bigint NOT NULL
);

-- Servers that no list shows and no figure counts: each is another record's, or history.
CREATE VIEW unlisted_servers AS
    SELECT server FROM server_standings WHERE same_as IS NOT NULL
    UNION SELECT alias FROM server_aliases
    UNION SELECT server FROM server_gone;
