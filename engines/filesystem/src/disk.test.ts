import { constants } from 'node:os'
import { StorageFullError } from '@deskledger/domain'
import { describe, expect, it } from 'vitest'
import { withRoom } from './disk.js'

describe('a full disk', () => {
  it.each([
    ['no space is left', Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' })],
    ['the quota is used up', Object.assign(new Error('?'), { errno: -constants.errno.EDQUOT })],
  ])('is told in the words of the port when %s', async (_when, cause) => {
    const failure = await withRoom(() => Promise.reject(cause)).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(StorageFullError)
    expect(failure).toHaveProperty('cause', cause)
  })

  it('is not what other failures are taken for', async () => {
    const cause = Object.assign(new Error('EIO'), { code: 'EIO', errno: -constants.errno.EIO })
    await expect(withRoom(() => Promise.reject(cause))).rejects.toBe(cause)
  })
})
