-- Batches that a recovery could not bring back, wholly or in part. Their rows in ingest_batch are those that the ledger chain
-- has; so no sequence means two batches.
CREATE TABLE lost_batch (
  first_batch BIGINT NOT NULL,
  last_batch BIGINT NOT NULL,
  -- Whether some of their records may be there.
  is_partly BOOLEAN NOT NULL,
  recovered_at TIMESTAMP NOT NULL
);
