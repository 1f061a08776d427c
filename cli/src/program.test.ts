import { describe, expect, it } from 'vitest'
import { runCommand } from './test-io.fixture.js'

describe('the overview', () => {
  it.each(['serve', 'quickstart', 'import'])('shows that %s has options', async (command) => {
    expect((await runCommand(['--help'])).stdout).toContain(`\n  ${command} [options]`)
  })
})

describe('the description', () => {
  it.each(['quickstart', 'import'])('of %s is broken by the width only', async (command) => {
    const [, description = ''] = (await runCommand([command, '--help'])).stdout.split('\n\n')
    const lines = description.split('\n')
    expect(lines.length).toBeGreaterThan(1)
    for (const [at, line] of lines.slice(1).entries()) {
      const withNextWord = `${lines[at]} ${line.split(' ')[0]}`
      expect(withNextWord.length).toBeGreaterThanOrEqual(80)
    }
  })
})
