import { describe, expect, it } from 'vitest'
import { runCommand } from '../test-io.fixture.js'

describe('generate', () => {
  it('gives the same bytes for the same arguments, up to a fixed end', async () => {
    const words = ['generate', '--records', '300', '--days', '3', '--seed', '5']
    const { code, stdout } = await runCommand(words)
    expect(code).toBe(0)
    expect(stdout.match(/\n/g)).toHaveLength(300)
    expect(await runCommand(words)).toMatchObject({ stdout })
    expect((await runCommand([...words, '--end-at', '2026-01-01T00:00:00Z'])).stdout).toBe(stdout)
    expect((await runCommand(['generate', '--records', '300', '--days', '3', '--seed', '6'])).stdout).not.toBe(stdout)
    const times = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).connection_start_time as string)
    expect(times.every((time) => time >= '2025-12-29' && time < '2026-01-01')).toBe(true)
  })

  it('ends at the present when asked to', async () => {
    const { stdout } = await runCommand(['generate', '--records', '50', '--days', '1', '--end-at', 'now'])
    expect(JSON.parse(stdout.split('\n')[0] ?? '').connection_start_time).toMatch(/^2026-03-0[34]T/)
  })

  it.each(['soon', '2026', '1999-01-01T00:00:00Z', '2026-02-31', '2026-01-01T00:00:00', ''])(
    'refuses the end %j',
    async (end) => {
      expect((await runCommand(['generate', '--end-at', end])).code).toBe(2)
    },
  )
})
