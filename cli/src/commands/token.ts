import { AuthenticationError } from '@deskledger/client'
import { Command } from 'commander'
import {
  type ConnectionFlags,
  connect,
  passwordCredentials,
  projectOf,
  withConnection,
} from '../connection-settings.js'
import { CommandError } from '../failures.js'
import { type Io, write, writeJson } from '../io.js'

interface TokenFlags extends ConnectionFlags {
  readonly forAccount?: boolean
  readonly json?: boolean
}

/** `deskledger token`: signs a user in. */
export function tokenCommand(io: Io): Command {
  const command = new Command('token')
    .summary('print a token for a user name and password')
    .description(
      'Signs in with DESKLEDGER_ACCOUNT, DESKLEDGER_USER and DESKLEDGER_PASSWORD and prints a token for X-Auth-Token. It is for the project that is set, else for the whole account.',
    )
  return withConnection(command, { withKey: false })
    .option('--for-account', 'a token for the whole account, even if a project is set; `deskledger admin` needs one')
    .option('--json', 'print the token with its end, user and project as JSON')
    .addHelpText(
      'after',
      `
Whoever has the token is the user until it ends.

Examples:
  $ deskledger token --json
  $ curl --header "X-Auth-Token: $(deskledger token)" "$DESKLEDGER_ENDPOINT/v3/projects"
  $ export DESKLEDGER_TOKEN=$(deskledger token --for-account)`,
    )
    .action(async (flags: TokenFlags) => {
      const user = passwordCredentials(io.environment)
      const client = connect(flags, io.environment, user)
      const projectId = flags.forAccount ? undefined : projectOf(flags, io.environment)
      const { token, description } = await client.createToken({ ...user, projectId }).catch((error: unknown) => {
        // Other credentials may be set as well, and would be blamed.
        if (!(error instanceof AuthenticationError)) throw error
        throw new CommandError(`Check DESKLEDGER_ACCOUNT, DESKLEDGER_USER and DESKLEDGER_PASSWORD. ${error.message}`)
      })
      if (!flags.json) return write(io.stdout, `${token}\n`)
      const { expires_at, user: who, project, domain } = description
      return writeJson(io.stdout, { token, expires_at, user: who, project, domain })
    })
}
