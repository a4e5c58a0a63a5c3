-- Valid answers of language models, by the hash of definition, model and prompt: a cache, which may be emptied at any time.
CREATE TABLE second_opinions (
    key TEXT NOT NULL PRIMARY KEY,
    answer TEXT NOT NULL
) STRICT, WITHOUT ROWID;
