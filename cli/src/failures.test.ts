import { describe, expect, it } from 'vitest'
import { runCommand, sendJson, testEndpoint } from './test-io.fixture.js'

describe('an authentication failure', () => {
  const refusal = 'Incorrect IAM authentication information: verify aksk signature fail'

  it.each([
    [[], refusal],
    [['--json'], `${refusal}, canonicalRequest:GET|/v2/|`],
  ])('with %j has the advice first, and the canonical request only for scripts', async (words, told) => {
    const error_msg = `${refusal}, canonicalRequest:GET|/v2/|`
    await using endpoint = await testEndpoint((_, reply) => sendJson(reply, 401, { error_code: 'WKS.1', error_msg }))
    expect((await runCommand(['list', ...words], endpoint)).stderr).toBe(
      `deskledger: Check DESKLEDGER_ACCESS_KEY and DESKLEDGER_SECRET_KEY. ${told} (status 401, WKS.1, request id r1)\n`,
    )
  })
})
