import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { inDatabase } from './data-directory.fixture.js'
import { deskledger, ROOT, ROOT_USER, startLedger, temporaryDirectory } from './ledger.fixture.js'
import { attempt, digestOf } from './torture/damages.fixture.js'

const FIRST_SCHEMA = await readFile(new URL('../../engines/duckdb/sql/0001_ledger.sql', import.meta.url), 'utf8')

/** As version 0.1.0 left it: one account, no chain, no audit log, no keys; its secret in plain text. */
const VERSION_0_1_0 = [
  'CREATE TABLE schema_migration (name VARCHAR NOT NULL)',
  FIRST_SCHEMA,
  "INSERT INTO schema_migration VALUES ('0001_ledger.sql')",
  `INSERT INTO user_account VALUES ('u1', '${ROOT_USER.userName}', 'a1', '${ROOT_USER.account}', 'scrypt$65536$8$1$c2FsdA==$aGFzaA==', true)`,
  `INSERT INTO access_key VALUES ('${ROOT.accessKey}', '${ROOT.secretKey}', 'u1', '${ROOT.projectId}')`,
  `INSERT INTO connection_record (project_id, transaction_id, user_name, connection_start_time, revision, received_at, sequence)
   VALUES ('${ROOT.projectId}', 'old', 'zoe', '2026-01-01 09:30:00', 0, '2026-01-01 10:00:00', 1)`,
  `INSERT INTO ingest_batch VALUES (1, '${ROOT.projectId}', '2026-01-01 10:00:00', 1, 0)`,
]

it('a data directory of an earlier version is brought up to date, goes on, and proves itself', async () => {
  await using directory = await temporaryDirectory()
  const data = join(directory.path, 'data')
  await mkdir(data)
  await inDatabase(data, ...VERSION_0_1_0)
  const ledger = await startLedger(data)
  expect(ledger.log()).toContain('the ledger was brought up to date')
  const { client } = ledger
  expect((await client.listLoginRecords({ user_name: 'ZOE' })).total_count).toBe(1)
  const line = '{"transaction_id":"new","connection_start_time":"2026-01-02T00:00:00Z"}'
  expect(await client.ingestConnectionRecords(line)).toMatchObject({ created: 1 })
  const { task } = await client.exportConnections({ format: 'csv' }, { pollMs: 20 })
  expect(task).toMatchObject({ status: 'SUCCESS' })
  expect(await ledger.end()).toBe(0)
  const proved = await deskledger(['verify', data])
  expect(proved).toMatchObject({ code: 0, stdout: expect.stringContaining('Proved: this data directory is whole.') })
  const again = await startLedger(data)
  expect(again.log()).not.toContain('up to date')
  expect((await again.client.listLoginRecords()).total_count).toBe(2)
  expect(await again.end()).toBe(0)
})

it('a data directory of a later version is refused in one line, whatever its tables are, and left as it is', async () => {
  await using directory = await temporaryDirectory()
  const data = join(directory.path, 'data')
  await (await startLedger(data)).end()
  const later = ["INSERT INTO schema_migration VALUES ('9999_wings.sql')", 'ALTER TABLE ingest_batch RENAME TO flock']
  await inDatabase(data, ...later)
  const before = await digestOf(data, data)
  const refused = await attempt(data)
  const told =
    /ledger\.duckdb was written by a newer deskledger \(9999_wings\.sql\); start that version, or a later one\.$/m
  expect(refused).toMatchObject({ code: 3, stdout: '', stderr: expect.stringMatching(told) })
  expect(refused.stderr.trim().split('\n')).toHaveLength(1)
  expect(await digestOf(data, data)).toBe(before)
})
