import { SETTING_DEFINITIONS, type SettingDefinition, type Settings } from './definitions.js'

/** Settings that cannot be used; every problem is told at once. */
export class BadSettingsError extends Error {
  override readonly name = 'BadSettingsError'
  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'))
  }
}

/**
 * Reads all settings, flags before environment; an empty environment variable counts as absent.
 * @param flags by the name of the environment variable
 * @throws {BadSettingsError} with one line for each problem, naming the setting but not a secret's value
 */
export function readSettings(
  environment: Readonly<Record<string, string | undefined>>,
  flags: Readonly<Record<string, string | undefined>>,
): Settings {
  const problems = unknownVariables(environment)
  const entries = Object.entries<SettingDefinition<unknown>>(SETTING_DEFINITIONS).map(([name, definition]) => {
    const given = flags[definition.env] ?? (environment[definition.env] || undefined)
    if (given === undefined) return [name, definition.defaultValue]
    const read = definition.parse(given)
    if ('value' in read) return [name, read.value]
    const flag = definition.flag === undefined ? '' : ` (${definition.flag.split(' ')[0]})`
    problems.push(`${definition.env}${flag} ${read.problem}`)
    return [name, definition.defaultValue]
  })
  const settings = Object.fromEntries(entries) as Settings
  if (settings.controlUrl !== undefined && settings.controlUrl !== settings.recordsUrl) {
    problems.push('DESKLEDGER_CONTROL_URL (--control-url) must be the same as DESKLEDGER_RECORDS_URL in this version')
  }
  if ((settings.rootAccessKey === undefined) !== (settings.rootSecretKey === undefined)) {
    problems.push('DESKLEDGER_ROOT_ACCESS_KEY and DESKLEDGER_ROOT_SECRET_KEY go together: give both or neither')
  }
  if (settings.secretsKey !== undefined && settings.secretsKeyFile !== undefined) {
    problems.push('DESKLEDGER_SECRETS_KEY and DESKLEDGER_SECRETS_KEY_FILE exclude each other: give one of them')
  }
  if (problems.length > 0) throw new BadSettingsError(problems)
  return settings
}

/** Read by clients, not by the server; they may share its environment. */
const CLIENT_VARIABLES = [
  'DESKLEDGER_ENDPOINT',
  'DESKLEDGER_IAM_ENDPOINT',
  'DESKLEDGER_ACCESS_KEY',
  'DESKLEDGER_SECRET_KEY',
  'DESKLEDGER_SECURITY_TOKEN',
  'DESKLEDGER_TOKEN',
  'DESKLEDGER_USER',
  'DESKLEDGER_PASSWORD',
  'DESKLEDGER_NEW_PASSWORD',
]

/** A misspelt setting must not pass for its default. */
function unknownVariables(environment: Readonly<Record<string, string | undefined>>): string[] {
  const known = new Set([...Object.values(SETTING_DEFINITIONS).map(({ env }) => env), ...CLIENT_VARIABLES])
  return Object.keys(environment)
    .filter((name) => name.startsWith('DESKLEDGER_') && !known.has(name))
    .map((name) => `${name} is not a setting; see deskledger serve --help`)
}
