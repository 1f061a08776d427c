import { describe, expect, it } from 'vitest'
import { readSettings } from './read-settings.js'
import { settingsInForce } from './settings-in-force.js'

const SECRETS = {
  DESKLEDGER_ROOT_ACCESS_KEY: 'ROOTACCESSKEY0000001',
  DESKLEDGER_ROOT_SECRET_KEY: 'very-secret-key-of-the-root-user-0000001',
  DESKLEDGER_ROOT_PASSWORD: 'very secret password',
  DESKLEDGER_SECRETS_KEY: Buffer.alloc(32, 7).toString('base64'),
}

describe('settings in force', () => {
  it('are those that were given, and else the defaults', () => {
    const shown = settingsInForce(readSettings({ DESKLEDGER_PORT: '9000' }, {}))
    expect(shown).toContainEqual(expect.objectContaining({ name: 'DESKLEDGER_PORT', value: '9000', is_secret: false }))
    expect(shown).toContainEqual(expect.objectContaining({ name: 'DESKLEDGER_HOST', value: '127.0.0.1' }))
  })

  it('tell that there are secrets, but none of them', () => {
    const shown = settingsInForce(readSettings(SECRETS, {}))
    const text = JSON.stringify(shown)
    for (const [name, value] of Object.entries(SECRETS).slice(1)) {
      expect(text).not.toContain(value)
      expect(shown).toContainEqual(expect.objectContaining({ name, is_secret: true }))
    }
  })
})
