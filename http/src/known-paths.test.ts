import { expect, it } from 'vitest'
import { HOST, TestApplication } from './application.fixture.js'
import { errorShapeOf } from './known-paths.js'

it.each([
  ['/v3/auth/tokens', 'keystone'],
  ['/v3/auth/tokens?nocatalog=%zz', 'keystone'],
  ['/v3/%61uth/tok%65ns', 'keystone'],
  ['/v3.0/OS-CREDENTIAL/%73ecuritytokens', 'iam'],
  ['/v3/auth/tokens/', 'service'],
  ['/v3/auth%2Ftokens', 'service'],
  ['/v3/auth/%zz', 'service'],
  ['/v2/%zz/export-tasks', 'service'],
  ['*', 'service'],
])('failures of %s are of the shape %s', (target, shape) => {
  expect(errorShapeOf(target)).toBe(shape)
})

it('an escaped letter in a path changes nothing about its failures', async () => {
  await using test = await TestApplication.start()
  const plain = await test.app.inject({ url: '/v3/auth/domains', headers: { host: HOST } })
  const escaped = await test.app.inject({ url: '/%763/auth/domains', headers: { host: HOST } })
  expect([escaped.statusCode, escaped.json()]).toEqual([plain.statusCode, plain.json()])
  expect(plain.json()).toHaveProperty('error.code', 401)
})
