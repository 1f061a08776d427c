import { type Credentials, DeskledgerClient, type PasswordCredentials } from '@deskledger/client'
import { type Command, Option } from 'commander'
import { UsageError } from './failures.js'

/** Where the server is expected when nothing is said: where `deskledger serve` listens. */
const DEFAULT_ENDPOINT = 'http://127.0.0.1:8080'

/** The flags of a command that talks to a server. There is none for a secret: others could see it. */
export interface ConnectionFlags {
  readonly endpoint?: string
  readonly accessKey?: string
  readonly projectId?: string
}

/** Help on the settings, in three parts, at the end of every command that uses them. */
const SETTINGS_HELP = `
Connection settings (a flag wins over the environment; secrets are never flags, since flags show in process lists):
  DESKLEDGER_ENDPOINT        address of the server, default ${DEFAULT_ENDPOINT}
  DESKLEDGER_IAM_ENDPOINT    address of IAM calls where it is another, else HUAWEICLOUD_SDK_IAM_ENDPOINT`

const PROJECT_HELP = `
  DESKLEDGER_PROJECT_ID      project id, else HUAWEICLOUD_SDK_PROJECT_ID; default: the only one these credentials reach`

const CREDENTIALS_HELP = `
Credentials, the first that are there:
  DESKLEDGER_TOKEN           a token, as \`deskledger token\` prints it
  DESKLEDGER_ACCESS_KEY      access key, else HUAWEICLOUD_SDK_AK, with
  DESKLEDGER_SECRET_KEY      secret key, else HUAWEICLOUD_SDK_SK
  DESKLEDGER_SECURITY_TOKEN  of a temporary key, else HUAWEICLOUD_SDK_SECURITY_TOKEN
  DESKLEDGER_ACCOUNT, DESKLEDGER_USER, DESKLEDGER_PASSWORD  a user who signs in`

/**
 * Adds the connection flags, and the help on them.
 * @param wanted `withProject`: whether there is a project to choose; `withKey`: whether an access key can be used
 */
export function withConnection(command: Command, { withProject = true, withKey = true } = {}): Command {
  command.addOption(endpointOption())
  if (withKey) command.addOption(new Option('--access-key <key>', 'access key (DESKLEDGER_ACCESS_KEY)'))
  if (withProject) command.addOption(new Option('--project-id <id>', 'project id (DESKLEDGER_PROJECT_ID)'))
  return command.addHelpText('after', `${SETTINGS_HELP}${withProject ? PROJECT_HELP : ''}${CREDENTIALS_HELP}`)
}

/** Adds the flag of the endpoint alone, for what needs no credentials. */
export function withEndpoint(command: Command): Command {
  return command.addOption(endpointOption())
}

function endpointOption(): Option {
  return new Option('--endpoint <url>', `address of the server (DESKLEDGER_ENDPOINT, else ${DEFAULT_ENDPOINT})`)
}

/**
 * A client by flags and environment. An empty setting counts as absent.
 * @param credentials by default those of flags and environment
 * @throws {UsageError} settings are missing or wrong; all of them are told
 */
export function connect(
  flags: ConnectionFlags,
  environment: NodeJS.ProcessEnv,
  credentials: Credentials = credentialsOf(flags, environment),
): DeskledgerClient {
  const endpoint = flags.endpoint || environment['DESKLEDGER_ENDPOINT'] || DEFAULT_ENDPOINT
  const iamEndpoint = environment['DESKLEDGER_IAM_ENDPOINT'] || environment['HUAWEICLOUD_SDK_IAM_ENDPOINT'] || undefined
  try {
    return new DeskledgerClient({ endpoint, iamEndpoint, projectId: projectOf(flags, environment), ...credentials })
  } catch (error) {
    if (error instanceof TypeError) throw new UsageError([error.message])
    throw error
  }
}

/** The project that is set, if one is. */
export function projectOf(flags: ConnectionFlags, environment: NodeJS.ProcessEnv): string | undefined {
  return (
    flags.projectId || environment['DESKLEDGER_PROJECT_ID'] || environment['HUAWEICLOUD_SDK_PROJECT_ID'] || undefined
  )
}

/**
 * The user who is to sign in.
 * @throws {UsageError} a part is missing; all of them are told
 */
export function passwordCredentials(environment: NodeJS.ProcessEnv): PasswordCredentials {
  const [account, userName, password] = PASSWORD_VARIABLES.map((name) => environment[name])
  if (account && userName && password) return { account, userName, password }
  const missing = PASSWORD_VARIABLES.filter((name) => !environment[name])
  throw new UsageError(missing.map((name) => `${name} is missing: a user signs in with account, user and password.`))
}

const PASSWORD_VARIABLES = ['DESKLEDGER_ACCOUNT', 'DESKLEDGER_USER', 'DESKLEDGER_PASSWORD'] as const

function credentialsOf(flags: ConnectionFlags, environment: NodeJS.ProcessEnv): Credentials {
  const token = environment['DESKLEDGER_TOKEN']
  if (token && !flags.accessKey) return { token }
  const ownKey = flags.accessKey || environment['DESKLEDGER_ACCESS_KEY']
  const accessKey = ownKey || environment['HUAWEICLOUD_SDK_AK']
  const secretKey = environment['DESKLEDGER_SECRET_KEY'] || environment['HUAWEICLOUD_SDK_SK']
  if (accessKey && secretKey) return { accessKey, secretKey, securityToken: securityTokenOf(environment, !ownKey) }
  // An account alone may be a setting of the server.
  const isUser = environment['DESKLEDGER_USER'] || environment['DESKLEDGER_PASSWORD']
  if (isUser && !accessKey && !secretKey) return passwordCredentials(environment)
  const problems = [
    !accessKey && 'The access key is missing: set DESKLEDGER_ACCESS_KEY or give --access-key.',
    !secretKey && 'The secret key is missing: set DESKLEDGER_SECRET_KEY.',
  ]
  throw new UsageError([
    ...problems.filter((problem) => problem !== false),
    'Other credentials: DESKLEDGER_TOKEN, or DESKLEDGER_ACCOUNT with DESKLEDGER_USER and DESKLEDGER_PASSWORD.',
  ])
}

/** Names of the settings that say who asks, for a failure to point at. */
export function credentialSettingsOf(environment: NodeJS.ProcessEnv): string {
  if (environment['DESKLEDGER_TOKEN']) return 'DESKLEDGER_TOKEN'
  const hasKey = environment['DESKLEDGER_ACCESS_KEY'] || environment['HUAWEICLOUD_SDK_AK']
  if (!hasKey && environment['DESKLEDGER_USER']) return 'DESKLEDGER_ACCOUNT, DESKLEDGER_USER and DESKLEDGER_PASSWORD'
  return 'DESKLEDGER_ACCESS_KEY and DESKLEDGER_SECRET_KEY'
}

/** Goes with the access key that it was given with. */
function securityTokenOf(environment: NodeJS.ProcessEnv, isSdkKey: boolean): string | undefined {
  const own = environment['DESKLEDGER_SECURITY_TOKEN'] || undefined
  return isSdkKey ? own || environment['HUAWEICLOUD_SDK_SECURITY_TOKEN'] || undefined : own
}
