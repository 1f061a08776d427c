import { expect, it } from 'vitest'
import { exportFileName } from './file-name.js'

const CREATED = new Date('2026-01-02T03:04:05.678Z')

it.each([
  ['of a task', 'aaaabbbbccccdddd', 'ConnectionRecords_20260102030405_aaaabbbb.csv'],
  ['without a task', undefined, 'ConnectionRecords_20260102030405.csv'],
])('the name of a file %s tells when it was asked for', (_what, taskId, name) => {
  expect(exportFileName(CREATED, 'csv', taskId)).toBe(name)
})
