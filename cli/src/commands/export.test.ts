import { expect, it } from 'vitest'
import { runCommand, sendJson, testEndpoint } from '../test-io.fixture.js'

it.each([
  [[], '--out is needed; --estimate goes without'],
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

const ESTIMATE = {
  format: 'csv',
  row_count: 1_500_000,
  estimated_byte_count: 516_000_000,
  estimated_seconds: 8,
  basis: 'sample-records',
  fits_one_sheet: false,
}

it('export --estimate tells what it would be like and asks for nothing else', async () => {
  await using endpoint = await testEndpoint((_request, reply) => sendJson(reply, 200, ESTIMATE))
  const words = ['--estimate', '--format', 'csv', '--user-name', 'ada']
  const { code, stdout } = await runCommand(['export', ...words], endpoint)
  expect({ code, stdout }).toEqual({
    code: 0,
    stdout: '1,500,000 rows as csv, about 492.1 MiB and 8 s (measured with sample records)\n',
  })
  expect(endpoint.requests.map(({ url }) => url.pathname.split('/').slice(-2))).toEqual([['export', 'estimate']])
  expect(endpoint.requests[0]?.url.searchParams.get('user_name')).toBe('ada')
  const json = await runCommand(['export', '--estimate', '--json'], endpoint)
  expect(JSON.parse(json.stdout)).toEqual(ESTIMATE)
})
