import { describe, expect, it } from 'vitest'
import { runCommand } from './test-io.fixture.js'

describe('options of the contract', () => {
  it.each([
    ['list', '--start-time <time>', 'goes with --end-time.'],
    ['list', '--end-time <time>', 'goes with --start-time.'],
    ['list', '--limit <number>', '0 tells only how many records match. Default: 20.'],
    ['tasks', '--sort-type <name>', 'ASC when only --sort-field is given'],
    ['export', '--format <name>', 'where the ending of --out does not say it.'],
  ])('%s %s is described by names of options: %s', async (command, flag, text) => {
    const { stdout } = await runCommand([command, '--help'])
    const [, described = ''] = stdout.split(`\n  ${flag}`)
    expect(described.split('\n  --')[0]?.replaceAll(/\s+/g, ' ')).toContain(text)
  })

  it.each(['list', 'tasks', 'export'])('%s mentions no parameter by its API name', async (command) => {
    const { stdout } = await runCommand([command, '--help'])
    expect(stdout).not.toMatch(/\b(start_time|end_time|sort_field|sort_type|total_count)\b/)
  })
})
