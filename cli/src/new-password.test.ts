import { PassThrough, Writable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import type { Io } from './io.js'
import { newPassword } from './new-password.js'
import { runCommand, sendJson, testEndpoint, testIo } from './test-io.fixture.js'

/** A terminal at which someone types one of these after each prompt, and what is seen on it. */
function terminal(...typed: string[]): { io: Io; seen: () => string } {
  const keys = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => keys })
  let seen = ''
  const stderr = new Writable({
    write(piece, _encoding, done) {
      seen += piece
      if (seen.endsWith(': ')) setImmediate(() => keys.write(typed.shift()))
      done()
    },
  })
  return { io: { ...testIo().io, stdin: keys, stderr }, seen: () => seen }
}

const WANTED = { isWanted: true, flag: '--password' }

describe('a new password', () => {
  it('is taken from the environment, which is told', async () => {
    await using endpoint = await testEndpoint((_, reply) => sendJson(reply, 201, { user_id: 'u1' }))
    const environment = { ...endpoint.environment, DESKLEDGER_NEW_PASSWORD: 'a good password' }
    const { stdout, stderr } = await runCommand(['admin', 'users', 'create', '--name', 'ada'], { environment })
    expect(JSON.parse(`${endpoint.requests[0]?.body}`)).toEqual({ name: 'ada', password: 'a good password' })
    expect(stderr).toBe('The password is that of DESKLEDGER_NEW_PASSWORD.\n')
    expect(stdout).not.toContain('a good password')
  })

  it('is asked for twice, without echo', async () => {
    const { io, seen } = terminal('a good password\r', 'a good password\r')
    expect(await newPassword(io, WANTED)).toBe('a good password')
    expect(seen()).toBe('New password: \nOnce more: \n')
  })

  it.each([
    ['differ', ['one password\r', 'another password\r'], 'The two differ'],
    ['are stopped by Ctrl-C', ['abc\u0003'], 'Stopped'],
    ['are ended by Ctrl-D', ['\u0004'], 'Stopped'],
  ])('is refused when the two %s', async (_, typed, told) => {
    await expect(newPassword(terminal(...typed).io, WANTED)).rejects.toThrow(told)
  })

  it('is not asked for unless it is wanted', async () => {
    const { io, seen } = terminal()
    expect(await newPassword(io, { ...WANTED, isWanted: false })).toBeUndefined()
    expect(seen()).toBe('')
  })
})
