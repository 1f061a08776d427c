import { randomBytes } from 'node:crypto'
import { type AccessKey, Directory } from '@deskledger/domain'
import { expect, it } from 'vitest'
import { checkSealedSecrets } from './check-sealed-secrets.js'
import { SEALING_KEY_BYTES, Sealing } from './sealing.js'

const sealing = new Sealing(randomBytes(SEALING_KEY_BYTES))

function directoryWith(...sealedSecrets: readonly string[]): Directory {
  const keys = sealedSecrets.map(
    (sealedSecret, at): AccessKey => ({
      kind: 'access-key',
      id: `AK${at}`,
      accountId: 'a',
      userId: 'u',
      sealedSecret,
      isEnabled: true,
      createdAt: new Date(0),
    }),
  )
  return new Directory(keys)
}

it('secrets that open pass', () => {
  checkSealedSecrets(directoryWith(), sealing, 'secrets.key')
  checkSealedSecrets(directoryWith(sealing.seal('one', 'AK0'), sealing.seal('two', 'AK1')), sealing, 'secrets.key')
})

it.each([
  ['another key', new Sealing(randomBytes(SEALING_KEY_BYTES)).seal('two', 'AK1')],
  ['another owner', sealing.seal('two', 'AK0')],
])('one sealed with or for %s keeps the server from starting', (reason, sealed) => {
  const directory = directoryWith(sealing.seal('one', 'AK0'), sealed)
  expect(() => checkSealedSecrets(directory, sealing, 'secrets.key')).toThrow(
    expect.objectContaining({
      exitCode: 3,
      message: expect.stringMatching(new RegExp(`^The key of secrets\\.key .* AK1 .*${reason}.*; start with`)),
    }),
  )
})
