import { StorageFullError } from '@deskledger/domain'
import { DatabaseInUseError, DatabaseUnreachableError } from '@deskledger/engine-duckdb'
import { describe, expect, it } from 'vitest'
import { toStartError } from './start-error.js'

describe('a failure at start', () => {
  it.each([
    ['data of another user', Object.assign(new Error(), { code: 'EACCES' }), 3, /\/data may not be read .*; change/],
    ['a read-only disk', Object.assign(new Error(), { code: 'EROFS' }), 3, /\/data lies on .*; mount/],
    ['a full disk', new StorageFullError(), 3, /free some space/],
    [
      'a database of another user',
      new DatabaseUnreachableError('/data/l', 'Permission denied'),
      3,
      /\/data\/l .*; change/,
    ],
    ['a database in use', new DatabaseInUseError('/data/l'), 4, /\/data\/l is in use .*; stop/],
    ['a place that cannot be', new DatabaseUnreachableError('/data/l', 'No such file or directory'), 2, /choose/],
    ['a file in the way', Object.assign(new Error(), { code: 'ENOTDIR' }), 2, /choose/],
  ])('tells %s by its code and in one line', (_what, error, exitCode, message) => {
    expect(toStartError(error, '/data')).toMatchObject({ exitCode, message: expect.stringMatching(message) })
  })
})
