-- Each entry holds the SHA-256 of the hash before it and its own text. Entries of earlier versions have none.
ALTER TABLE decisions ADD COLUMN hash BLOB;

-- One row: where the chain begins, how many entries it has had, and its last hash, so that a tail that was cut off is missed.
CREATE TABLE decision_chain (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    first_id INTEGER NOT NULL,
    first_before BLOB NOT NULL,
    removed INTEGER NOT NULL,
    entries INTEGER NOT NULL,
    head BLOB NOT NULL
) STRICT;
