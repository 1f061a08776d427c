-- Connection records as they stand now. No index: a primary key made merging twenty times slower and every checkpoint
-- rewrite it; records arrive in time order, so the zone maps of connection_start_time do its work.
CREATE TABLE connection_record (
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
  -- Canonical spelling of public_ip, only where it differs.
  public_address VARCHAR,
  -- Highest revision of any fact here.
  revision INTEGER NOT NULL,
  -- Revision of each fact, separated by commas, only where not all are at `revision`.
  field_revisions VARCHAR,
  -- When the server received what last changed the record.
  received_at TIMESTAMP NOT NULL,
  -- The ingest batch that last changed the record.
  sequence BIGINT NOT NULL
);

-- Earlier states of records that a held cut-off still needs.
CREATE TABLE superseded_record AS SELECT *, 0::BIGINT AS superseded_by FROM connection_record LIMIT 0;

-- One row for each committed batch; sequences have no gaps.
CREATE TABLE ingest_batch (
  sequence BIGINT NOT NULL,
  project_id VARCHAR NOT NULL,
  received_at TIMESTAMP NOT NULL,
  created INTEGER NOT NULL,
  updated INTEGER NOT NULL
);

-- Export tasks: the document is the task, the other columns are what it is looked for by.
CREATE TABLE export_task (
  project_id VARCHAR NOT NULL,
  task_id VARCHAR NOT NULL,
  file_name VARCHAR NOT NULL,
  status VARCHAR NOT NULL,
  created_at TIMESTAMP NOT NULL,
  expires_at TIMESTAMP,
  is_downloaded BOOLEAN NOT NULL,
  file_key VARCHAR,
  document VARCHAR NOT NULL,
  worker_id VARCHAR,
  lease_until TIMESTAMP,
  attempt INTEGER NOT NULL
);

CREATE TABLE user_account (
  user_id VARCHAR NOT NULL,
  user_name VARCHAR NOT NULL,
  account_id VARCHAR NOT NULL,
  account_name VARCHAR NOT NULL,
  password_hash VARCHAR NOT NULL,
  is_root BOOLEAN NOT NULL
);

CREATE TABLE access_key (
  access_key VARCHAR NOT NULL,
  secret_key VARCHAR NOT NULL,
  user_id VARCHAR NOT NULL,
  project_id VARCHAR NOT NULL
);
