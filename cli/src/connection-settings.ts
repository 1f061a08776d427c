import { DeskledgerClient } from '@deskledger/client'
import { type Command, Option } from 'commander'
import { UsageError } from './failures.js'

/** Where the server is expected when nothing is said: where `deskledger serve` listens. */
const DEFAULT_ENDPOINT = 'http://127.0.0.1:8080'

/** The flags of a command that talks to a server. There is none for the secret key: others could see it. */
export interface ConnectionFlags {
  readonly endpoint?: string
  readonly accessKey?: string
  readonly projectId?: string
}

/** Help on the settings, at the end of every command that uses them. */
const SETTINGS_HELP = `
Connection settings (a flag wins over the environment):
  DESKLEDGER_ENDPOINT     address of the server, default ${DEFAULT_ENDPOINT}
  DESKLEDGER_ACCESS_KEY   access key, else HUAWEICLOUD_SDK_AK
  DESKLEDGER_SECRET_KEY   secret key, else HUAWEICLOUD_SDK_SK; never a flag, since flags show in process lists
  DESKLEDGER_PROJECT_ID   project id, else HUAWEICLOUD_SDK_PROJECT_ID`

/** Adds the connection flags, and the help on them. */
export function withConnection(command: Command): Command {
  return command
    .addOption(new Option('--endpoint <url>', `address of the server (DESKLEDGER_ENDPOINT, else ${DEFAULT_ENDPOINT})`))
    .addOption(new Option('--access-key <key>', 'access key (DESKLEDGER_ACCESS_KEY)'))
    .addOption(new Option('--project-id <id>', 'project id (DESKLEDGER_PROJECT_ID)'))
    .addHelpText('after', SETTINGS_HELP)
}

/**
 * A client by flags and environment. An empty setting counts as absent.
 * @throws {UsageError} settings are missing or wrong; all of them are told
 */
export function connect(flags: ConnectionFlags, environment: NodeJS.ProcessEnv): DeskledgerClient {
  const endpoint = flags.endpoint || environment['DESKLEDGER_ENDPOINT'] || DEFAULT_ENDPOINT
  const accessKey = flags.accessKey || environment['DESKLEDGER_ACCESS_KEY'] || environment['HUAWEICLOUD_SDK_AK']
  const secretKey = environment['DESKLEDGER_SECRET_KEY'] || environment['HUAWEICLOUD_SDK_SK']
  const projectId = flags.projectId || environment['DESKLEDGER_PROJECT_ID'] || environment['HUAWEICLOUD_SDK_PROJECT_ID']
  if (accessKey && secretKey && projectId) return openClient({ endpoint, accessKey, secretKey, projectId })
  const problems = [
    !accessKey && 'The access key is missing: set DESKLEDGER_ACCESS_KEY or give --access-key.',
    !secretKey && 'The secret key is missing: set DESKLEDGER_SECRET_KEY.',
    !projectId && 'The project id is missing: set DESKLEDGER_PROJECT_ID or give --project-id.',
  ]
  throw new UsageError(problems.filter((problem) => problem !== false))
}

function openClient(options: ConstructorParameters<typeof DeskledgerClient>[0]): DeskledgerClient {
  try {
    return new DeskledgerClient(options)
  } catch (error) {
    if (error instanceof TypeError) throw new UsageError([error.message])
    throw error
  }
}
