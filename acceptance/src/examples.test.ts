import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { newLedger } from './ledger.fixture.js'

const EXAMPLES = fileURLToPath(new URL('../../examples/', import.meta.url))

it('the examples run as they stand', async () => {
  await using ledger = await newLedger()
  const run = async (command: string, file: string): Promise<string> => {
    const env = { ...process.env, ...ledger.environment }
    return (await promisify(execFile)(command, [`${EXAMPLES}${file}`], { env })).stdout
  }
  const csv = await run(process.execPath, 'export-failures.mjs')
  expect(csv.split('\r\n')).toHaveLength(3)
  expect(csv).toContain('(Europe/Berlin)')
  expect(csv).toContain('DESK-0001,CORP\\zoe')
  expect(JSON.parse(await run('bash', 'list-records.sh'))).toMatchObject({
    total_count: 1,
    records: [{ user_name: 'CORP\\zoe', connection_failure_reason: 'gateway timeout' }],
  })
})
