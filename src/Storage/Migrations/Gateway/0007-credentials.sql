-- The envelope is `v1.KEYID.BASE64URL(nonce, tag, ciphertext)` of AES-256-GCM; server and name are authenticated with it.
CREATE TABLE credentials (
    server TEXT NOT NULL,
    name TEXT NOT NULL,
    envelope TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    PRIMARY KEY (server, name)
) STRICT, WITHOUT ROWID;
