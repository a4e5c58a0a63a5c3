-- What people know the caller by, who reads no ids; null for requests of before.
ALTER TABLE approvals ADD COLUMN grant_label TEXT;
-- Requests that nobody decided are forgotten after a time.
CREATE INDEX approvals_undecided ON approvals (lapses_at) WHERE state = 'Lapsed' AND decided_at IS NULL;
