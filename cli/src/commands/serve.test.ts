import { describe, expect, it } from 'vitest'
import { run } from '../run.js'
import type { ServerLibrary } from '../server-library.js'
import { runCommand, testIo } from '../test-io.fixture.js'

const FIRST_START = {
  accountName: 'acme',
  userName: 'root',
  password: 'pass word',
  projectId: 'p1',
  accessKey: 'AK',
  secretKey: 'SK',
  generated: true,
}

type Settings = ReturnType<ServerLibrary['readSettings']>
type Running = Awaited<ReturnType<ServerLibrary['startServer']>>

/** A server that only notes what is done with it. */
function noted({ firstStart = undefined as Running['firstStart'], failure = undefined as unknown } = {}) {
  const done: unknown[] = []
  const library: ServerLibrary = {
    SETTINGS: [
      { env: 'DESKLEDGER_PORT', flag: '--port <number>', description: 'port to listen on', defaultText: '8080' },
      { env: 'DESKLEDGER_FAULTS', flag: '--faults', description: 'lets fail', defaultText: 'false' },
    ],
    readSettings: (_, flags) => {
      done.push(flags)
      return {} as Settings
    },
    startServer: async () => {
      if (failure !== undefined) throw failure
      const url = 'http://127.0.0.1:4321'
      const stop = async (): Promise<void> => void done.push('stopped')
      return { url, ...(firstStart ? { firstStart } : {}), stop }
    },
  }
  return { done, loadServer: async () => library }
}

describe('serve', () => {
  it('says where it listens, gives flags to the settings, and stops at the first signal', async () => {
    const { done, loadServer } = noted()
    const { io, stdout, exits } = testIo()
    const running = run(['serve', '--port', '0'], io, loadServer)
    await new Promise((resolve) => setImmediate(resolve))
    expect(stdout()).toBe('deskledger listening on http://127.0.0.1:4321\n')
    expect(done).toEqual([{ DESKLEDGER_PORT: '0' }])
    io.signals.emit('SIGTERM', 'SIGTERM')
    expect(await running).toBe(0)
    expect(done.at(-1)).toBe('stopped')
    io.signals.emit('SIGTERM', 'SIGTERM')
    expect(exits).toEqual([1])
  })

  it('gives a flag without a value as true', async () => {
    const { done, loadServer } = noted()
    const { io } = testIo()
    const running = run(['serve', '--faults'], io, loadServer)
    await new Promise((resolve) => setImmediate(resolve))
    expect(done).toEqual([{ DESKLEDGER_FAULTS: 'true' }])
    io.signals.emit('SIGTERM', 'SIGTERM')
    expect(await running).toBe(0)
  })

  it.each([true, false])('shows credentials when they were generated: %s', async (generated) => {
    const { io, stdout } = testIo()
    const running = run(['serve'], io, noted({ firstStart: { ...FIRST_START, generated } }).loadServer)
    await new Promise((resolve) => setImmediate(resolve))
    io.signals.emit('SIGINT', 'SIGINT')
    await running
    expect(stdout().startsWith('deskledger listening on http://127.0.0.1:4321\n')).toBe(true)
    expect(stdout().includes('SK')).toBe(generated)
    expect(stdout().includes('  export DESKLEDGER_ENDPOINT=http://127.0.0.1:4321\n')).toBe(generated)
    expect(stdout().includes('  export DESKLEDGER_SECRET_KEY=SK\n')).toBe(generated)
  })

  it.each([
    [
      Object.assign(new Error('bad'), { problems: ['--port must be a port', 'HOST?'] }),
      2,
      'deskledger: --port must be a port\ndeskledger: HOST?\n',
    ],
    [Object.assign(new Error('damaged'), { exitCode: 3 }), 3, 'deskledger: damaged\n'],
    [Object.assign(new Error('in use'), { exitCode: 4 }), 4, 'deskledger: in use\n'],
    [new Error('port taken'), 1, 'deskledger: port taken\n'],
  ])('ends with its own code when the server does not start: %s', async (failure, code, line) => {
    const { loadServer } = noted({ failure })
    expect(await runCommand(['serve'], { loadServer })).toEqual({ code, stdout: '', stderr: line })
  })

  it.each([[['serve', '--help']], [['help', 'serve']]])('%j has a flag for every setting', async (words) => {
    const { code, stdout } = await runCommand(words, { loadServer: noted().loadServer })
    expect(code).toBe(0)
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain(
      '--port <number> port to listen on (DESKLEDGER_PORT, default: 8080)',
    )
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain('--faults lets fail (DESKLEDGER_FAULTS, default: false)')
    expect(stdout).toContain('Exit codes: 0 stopped, 2 bad settings, 3 damaged data, 4 directory in use.')
  })

  it('is not loaded by other commands', async () => {
    const loadServer = (): never => {
      throw new Error('loaded')
    }
    expect((await runCommand(['generate', '--records', '1'], { loadServer })).code).toBe(0)
  })
})
