-- All that the ledger chain says of a batch. NULL in batches from before there was a chain.
ALTER TABLE ingest_batch ADD COLUMN unchanged INTEGER;
ALTER TABLE ingest_batch ADD COLUMN refused INTEGER;
-- Of the delivery as it was sent.
ALTER TABLE ingest_batch ADD COLUMN body_sha256 VARCHAR;

-- One row once the ledger has a chain beside it: then a chain that is missing was taken away.
CREATE TABLE ledger_chain (began_at TIMESTAMP NOT NULL);
