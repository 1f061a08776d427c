-- The directory of identities: one row for each entity, which the document is.
CREATE TABLE directory_entity (
  kind VARCHAR NOT NULL,
  id VARCHAR NOT NULL,
  document VARCHAR NOT NULL
);

-- One row: how many changes made the directory.
CREATE TABLE directory_version (version BIGINT NOT NULL);
INSERT INTO directory_version VALUES (0);

-- Tokens and temporary keys. The document is the session; it holds no token, and secret keys only sealed.
CREATE TABLE session (
  digest VARCHAR NOT NULL,
  expires_at TIMESTAMP NOT NULL,
  document VARCHAR NOT NULL
);

-- Signed requests that must not have their effect twice.
CREATE TABLE signature_claim (
  digest VARCHAR NOT NULL,
  valid_until TIMESTAMP NOT NULL,
  outcome VARCHAR NOT NULL
);

-- user_account and access_key of 0001 are dropped once their rows are entities, which takes a key to seal secrets with:
-- src/control/adopt-first-account.ts.
