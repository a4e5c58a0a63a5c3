-- Who holds a grant's token, by the name of an approver; NULL where nobody said.
ALTER TABLE grants ADD COLUMN holder TEXT;
-- A JSON array of names of those who hold the grant of the call, who may not approve it; NULL for none.
ALTER TABLE approvals ADD COLUMN holders TEXT;
