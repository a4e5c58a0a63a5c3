-- Lists of one category or risk are read in the order in which they are shown, page by page.
CREATE INDEX current_tools_of_category ON current_tools (offered, category, server_key, name);
CREATE INDEX current_tools_of_risk ON current_tools (offered, risk, server_key, name);
DROP INDEX current_tools_by_name;
CREATE INDEX current_tools_in_order ON current_tools (offered, server_key, name);
CREATE UNIQUE INDEX current_tools_by_name ON current_tools (server_key, name);
