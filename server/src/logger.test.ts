import { expect, it } from 'vitest'
import { createLogger } from './logger.js'

/** What is written when these fields are logged. */
function logged(fields: object): string {
  const lines: string[] = []
  createLogger('info', { write: (line) => void lines.push(line) }).info(fields, 'message')
  return lines.join('')
}

it.each([
  'password',
  'passwordHash',
  'sealedSecret',
  'secretKey',
  'secretsKey',
  'securityToken',
  'token',
  'secret',
  'securitytoken',
  'secret_key',
])('%s is not logged, at the top or within', (name) => {
  for (const fields of [{ [name]: 'hidden' }, { one: { [name]: 'hidden' } }, { one: { two: { [name]: 'hidden' } } }]) {
    const line = logged({ ...fields, kept: 'shown' })
    expect(line).toContain('"[secret]"')
    expect(line).not.toContain('hidden')
    expect(line).toContain('shown')
  }
})

it.each(['authorization', 'cookie', 'set-cookie', 'x-auth-token', 'x-security-token', 'x-subject-token'])(
  'the header %s is not logged, of requests and of answers',
  (name) => {
    const headers = { [name]: 'hidden', host: 'shown' }
    for (const fields of [{ headers }, { req: { headers } }, { res: { headers } }]) {
      expect(logged(fields)).not.toContain('hidden')
      expect(logged(fields)).toContain('shown')
    }
  },
)
