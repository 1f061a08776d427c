import { describe, expect, it } from 'vitest'
import { BadSettingsError, readSettings } from './read-settings.js'

const KEY = Buffer.alloc(32, 7).toString('base64')

function problemsOf(environment: Record<string, string>, flags: Record<string, string> = {}): readonly string[] {
  try {
    readSettings(environment, flags)
    return []
  } catch (error) {
    return error instanceof BadSettingsError ? error.problems : [String(error)]
  }
}

describe('settings', () => {
  it('have defaults', () => {
    expect(readSettings({}, {})).toMatchObject({
      host: '127.0.0.1',
      port: 8080,
      dataDirectory: './deskledger-data',
      region: 'local-1',
      exportWindowDays: 30,
      exportRetentionHours: 168,
      recordRetentionDays: 0,
      exportFormat: 'xlsx',
      exportAccess: 'open',
      faults: false,
      logLevel: 'info',
    })
  })

  it('are taken from flags before the environment, and an empty variable is none', () => {
    expect(readSettings({ DESKLEDGER_PORT: '1', DESKLEDGER_HOST: '' }, { DESKLEDGER_PORT: '2' })).toMatchObject({
      host: '127.0.0.1',
      port: 2,
    })
  })

  it('may stand beside those of clients', () => {
    const names = ['ENDPOINT', 'IAM_ENDPOINT', 'TOKEN', 'SECURITY_TOKEN', 'USER', 'PASSWORD', 'NEW_PASSWORD']
    const environment = Object.fromEntries(names.map((name) => [`DESKLEDGER_${name}`, 'x']))
    expect(readSettings(environment, {})).toEqual(readSettings({}, {}))
  })

  it('tell every problem at once', () => {
    const problems = problemsOf(
      { DESKLEDGER_PORT: '80x', DESKLEDGER_EXPORT_FORMAT: 'pdf' },
      { DESKLEDGER_EXPORT_WINDOW_DAYS: '-1' },
    )
    expect(problems).toEqual([
      'DESKLEDGER_PORT (--port) must be a whole number from 0 to 65535',
      'DESKLEDGER_EXPORT_WINDOW_DAYS (--export-window-days) must be a whole number from 0 to 36500',
      'DESKLEDGER_EXPORT_FORMAT (--export-format) must be one of xlsx, csv, ndjson, parquet',
    ])
  })

  it.each([
    [{ DESKLEDGER_PROT: '1' }, 'DESKLEDGER_PROT is not a setting'],
    [{ DESKLEDGER_RECORDS_URL: 'clickhouse://db' }, 'must be duckdb:<path>'],
    [{ DESKLEDGER_FILES_URL: 's3://bucket' }, 'must be file:<path>'],
    [{ DESKLEDGER_CONTROL_URL: 'duckdb:other' }, 'must be the same as DESKLEDGER_RECORDS_URL'],
    [{ DESKLEDGER_RECORD_RETENTION_DAYS: '36501' }, '36500'],
    [{ DESKLEDGER_ROOT_ACCESS_KEY: 'AKAKAKAKAK' }, 'go together'],
    [
      { DESKLEDGER_ACCOUNT: 'ac\u200Bme' },
      'DESKLEDGER_ACCOUNT (--account) must have no control or invisible characters',
    ],
    [{ DESKLEDGER_ROOT_USER: 'x'.repeat(65) }, 'must have at most 64 characters'],
    [{ DESKLEDGER_REGION: 'eu ' }, 'DESKLEDGER_REGION (--region) must not begin or end with a blank'],
    [{ DESKLEDGER_ROOT_PASSWORD: 'short' }, 'must be 8 to 128 characters'],
    [{ DESKLEDGER_SECRETS_KEY: 'c2hvcnQ=' }, 'must be base64 of 32 bytes'],
    [{ DESKLEDGER_SECRETS_KEY: KEY, DESKLEDGER_SECRETS_KEY_FILE: 'key' }, 'exclude each other'],
    [{ DESKLEDGER_EXPORT_ACCESS: 'everybody' }, 'must be one of open, action'],
    [{ DESKLEDGER_FAULTS: '1' }, 'DESKLEDGER_FAULTS (--faults) must be true or false'],
  ])('refuse %o', (environment, problem) => {
    expect(problemsOf(environment)).toEqual([expect.stringContaining(problem)])
  })

  it.each(['DESKLEDGER_ROOT_PASSWORD', 'DESKLEDGER_SECRETS_KEY'])(
    'do not repeat a secret in a problem of %s',
    (name) => {
      const [problem] = problemsOf({ [name]: 'geheim\n' })
      expect(problem).toMatch(new RegExp(`^${name} must be`))
      expect(problem).not.toContain('geheim')
    },
  )

  it('take a key as bytes, and what is on or off as a boolean', () => {
    expect(readSettings({ DESKLEDGER_SECRETS_KEY: KEY }, { DESKLEDGER_FAULTS: 'true' })).toMatchObject({
      secretsKey: Buffer.alloc(32, 7),
      faults: true,
    })
    expect(readSettings({ DESKLEDGER_FAULTS: 'false' }, {}).faults).toBe(false)
  })
})
