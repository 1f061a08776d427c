import { expect, it } from 'vitest'
import { TestApplication } from '../../application.fixture.js'

it('the signing keys are told to anyone, old ones with the time they were retired at', async () => {
  const [createdAt, retiredAt] = [new Date('2026-01-01T00:00:00.000Z'), new Date('2026-02-01T00:00:00.000Z')]
  const signingKeys = [
    { keyId: 'a', pem: 'A', createdAt, retiredAt },
    { keyId: 'b', pem: 'B', createdAt: retiredAt },
  ]
  await using test = await TestApplication.start({ signingKeys })
  const response = await test.app.inject('/v1/signing-keys')
  expect([response.statusCode, response.json()]).toEqual([
    200,
    {
      signing_keys: [
        {
          key_id: 'a',
          algorithm: 'Ed25519',
          public_key: 'A',
          create_time: '2026-01-01T00:00:00.000Z',
          retired_time: '2026-02-01T00:00:00.000Z',
        },
        { key_id: 'b', algorithm: 'Ed25519', public_key: 'B', create_time: '2026-02-01T00:00:00.000Z' },
      ],
    },
  ])
})
