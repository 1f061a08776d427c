import { describe, expect, it } from 'vitest'
import { BadSettingsError, readSettings } from './read-settings.js'

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
      'DESKLEDGER_EXPORT_FORMAT (--export-format) must be one of xlsx, csv',
    ])
  })

  it.each([
    [{ DESKLEDGER_PROT: '1' }, 'DESKLEDGER_PROT is not a setting'],
    [{ DESKLEDGER_RECORDS_URL: 'clickhouse://db' }, 'must be duckdb:<path>'],
    [{ DESKLEDGER_FILES_URL: 's3://bucket' }, 'must be file:<path>'],
    [{ DESKLEDGER_CONTROL_URL: 'duckdb:other' }, 'must be the same as DESKLEDGER_RECORDS_URL'],
    [{ DESKLEDGER_RECORD_RETENTION_DAYS: '7' }, 'must be 0'],
    [{ DESKLEDGER_ROOT_ACCESS_KEY: 'AKAKAKAKAK' }, 'go together'],
    [{ DESKLEDGER_ROOT_PASSWORD: 'short' }, 'must be 8 to 128 characters'],
  ])('refuse %o', (environment, problem) => {
    expect(problemsOf(environment)).toEqual([expect.stringContaining(problem)])
  })

  it('do not repeat a secret in a problem', () => {
    expect(problemsOf({ DESKLEDGER_ROOT_PASSWORD: 'geheim\n' }).join()).not.toContain('geheim')
  })
})
