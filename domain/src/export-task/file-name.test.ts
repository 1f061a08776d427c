import { expect, it } from 'vitest'
import { exportFileName } from './file-name.js'

const CREATED = new Date('2026-01-02T03:04:05.678Z')

it.each([
  ['of a task', { format: 'csv' as const }, 'aaaabbbbccccdddd', 'ConnectionRecords_20260102030405_aaaabbbb.csv'],
  ['without a task', { format: 'xlsx' as const }, undefined, 'ConnectionRecords_20260102030405.xlsx'],
  [
    'that is compressed',
    { format: 'ndjson' as const, compression: 'gzip' as const },
    undefined,
    'ConnectionRecords_20260102030405.ndjson.gz',
  ],
])('the name of a file %s tells when it was asked for and what it is', (_what, file, taskId, name) => {
  expect(exportFileName(CREATED, file, taskId)).toBe(name)
})
