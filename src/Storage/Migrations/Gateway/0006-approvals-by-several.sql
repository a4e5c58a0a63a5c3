-- How many approvers a request needs, and which have approved it so far; a denial needs one and is kept in the request.
ALTER TABLE approvals ADD COLUMN approvers INTEGER NOT NULL DEFAULT 1;
CREATE TABLE approval_votes (
    approval_id TEXT NOT NULL,
    approver TEXT NOT NULL,
    voted_at INTEGER NOT NULL,
    PRIMARY KEY (approval_id, approver)
) STRICT, WITHOUT ROWID;
