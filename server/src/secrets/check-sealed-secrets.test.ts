import { randomBytes } from 'node:crypto'
import { expect, it } from 'vitest'
import { checkSealedSecrets, type SealedKey } from './check-sealed-secrets.js'
import { SEALING_KEY_BYTES, Sealing } from './sealing.js'

const sealing = new Sealing(randomBytes(SEALING_KEY_BYTES))

function keysWith(...sealedSecrets: readonly string[]): readonly SealedKey[] {
  return sealedSecrets.map((sealedSecret, at) => ({ id: `AK${at}`, sealedSecret }))
}

it('secrets that open pass', () => {
  checkSealedSecrets(keysWith(), sealing, 'secrets.key')
  checkSealedSecrets(keysWith(sealing.seal('one', 'AK0'), sealing.seal('two', 'AK1')), sealing, 'secrets.key')
})

it.each([
  ['another key', new Sealing(randomBytes(SEALING_KEY_BYTES)).seal('two', 'AK1')],
  ['another owner', sealing.seal('two', 'AK0')],
])('one sealed with or for %s keeps the server from starting', (reason, sealed) => {
  const keys = keysWith(sealing.seal('one', 'AK0'), sealed)
  expect(() => checkSealedSecrets(keys, sealing, 'secrets.key')).toThrow(
    expect.objectContaining({
      exitCode: 3,
      message: expect.stringMatching(new RegExp(`^The key of secrets\\.key .* AK1 .*${reason}.*; start with`)),
    }),
  )
})
