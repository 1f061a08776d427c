-- Records that no purge removes. An absent condition covers everything.
CREATE TABLE legal_hold (
  hold_id VARCHAR NOT NULL,
  project_id VARCHAR NOT NULL,
  user_name VARCHAR,
  started_from TIMESTAMP,
  started_until TIMESTAMP,
  reason VARCHAR NOT NULL,
  created_at TIMESTAMP NOT NULL,
  created_by VARCHAR NOT NULL
);

-- One row: how many steps of purges were committed.
CREATE TABLE removal_count (removals BIGINT NOT NULL);
INSERT INTO removal_count VALUES (0);

-- Records that were removed while a held cut-off still needed them, with the number of the removal.
CREATE TABLE removed_record AS SELECT *, 0::BIGINT AS removal FROM connection_record LIMIT 0;

-- Purges that came to their end.
CREATE TABLE purge (
  started_before TIMESTAMP NOT NULL,
  ended_at TIMESTAMP NOT NULL,
  deleted BIGINT NOT NULL
);
