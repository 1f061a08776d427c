-- Keys: 20 bits of the hash of a text, so that one user, desktop or address is found without reading texts
-- (src/record-keys.ts). The rows are written anew, which is faster than changing them; it takes about two minutes for ten
-- million records, once, and room for both tables.
CREATE TABLE keyed_record (
  project_id VARCHAR NOT NULL,
  transaction_id VARCHAR NOT NULL,
  tenant_id VARCHAR,
  sid VARCHAR,
  computer_name VARCHAR,
  user_name VARCHAR,
  domain VARCHAR,
  terminal_mac VARCHAR,
  terminal_name VARCHAR,
  terminal_ip VARCHAR,
  client_version VARCHAR,
  terminal_type VARCHAR,
  agent_version VARCHAR,
  desktop_ip VARCHAR,
  connection_start_time TIMESTAMP NOT NULL,
  connection_setup_time TIMESTAMP,
  connection_end_time TIMESTAMP,
  is_reconnect BOOLEAN,
  connection_failure_reason VARCHAR,
  network_rtt INTEGER,
  e2e_rtt INTEGER,
  source_ip VARCHAR,
  public_ip VARCHAR,
  enterprise_project_id VARCHAR,
  public_address VARCHAR,
  revision INTEGER NOT NULL,
  field_revisions VARCHAR,
  received_at TIMESTAMP NOT NULL,
  sequence BIGINT NOT NULL,
  -- Of user_name and computer_name, case folded, and of the canonical public address.
  user_key UINTEGER,
  computer_key UINTEGER,
  address_key UINTEGER
);
INSERT INTO keyed_record SELECT *,
  (hash(lower(upper(user_name))) & 1048575)::UINTEGER,
  (hash(lower(upper(computer_name))) & 1048575)::UINTEGER,
  (hash(coalesce(public_address, public_ip)) & 1048575)::UINTEGER
FROM connection_record;

CREATE TABLE keyed_superseded AS SELECT * EXCLUDE (superseded_by),
  (hash(lower(upper(user_name))) & 1048575)::UINTEGER AS user_key,
  (hash(lower(upper(computer_name))) & 1048575)::UINTEGER AS computer_key,
  (hash(coalesce(public_address, public_ip)) & 1048575)::UINTEGER AS address_key,
  superseded_by
FROM superseded_record;

DROP TABLE connection_record;
DROP TABLE superseded_record;
ALTER TABLE keyed_record RENAME TO connection_record;
ALTER TABLE keyed_superseded RENAME TO superseded_record;

-- How many records start in each hour. Written with the records, so that a total over time and the place of a page are
-- known without reading them.
CREATE TABLE record_hour (
  project_id VARCHAR NOT NULL,
  starts_at TIMESTAMP NOT NULL,
  record_count BIGINT NOT NULL
);
INSERT INTO record_hour
  SELECT project_id, date_trunc('hour', connection_start_time), count(*) FROM connection_record GROUP BY ALL;
