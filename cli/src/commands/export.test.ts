import { expect, it } from 'vitest'
import { runCommand, testEndpoint } from '../test-io.fixture.js'

it.each([
  [['--out', 'a.pdf'], '--out must end in .xlsx, .csv, .ndjson or .parquet, or give --format'],
  [['--out', 'a.csv', '--format', 'xlsx'], '--out ends in .csv, but --format is xlsx; make them agree'],
  [['--out', 'a.parquet.gz'], 'parquet is compressed inside; .gz and --compression go with csv and ndjson'],
  [['--out', '/nope/dir/a.xlsx'], 'Cannot write /nope/dir/a.xlsx: there is no such folder.'],
  [['--out', 'a.xlsx', '--manifest', '/nope/m.json'], 'Cannot write /nope/m.json: there is no such folder.'],
])('export %j is refused before anything is asked for', async (words, problem) => {
  await using endpoint = await testEndpoint(() => {
    throw new Error('nothing is to be asked')
  })
  const { code, stderr } = await runCommand(['export', ...words], endpoint)
  expect({ code, stderr }).toEqual({ code: 2, stderr: `deskledger: ${problem}\n` })
  expect(endpoint.requests).toEqual([])
})
