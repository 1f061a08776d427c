import {
  type DeskledgerClient,
  OPERATIONS,
  type Operation,
  type OperationId,
  type PolicyTestResult,
  type RequestOf,
} from '@deskledger/client'
import { Argument, Command } from 'commander'
import { printAnswer } from '../admin-answer.js'
import { ADMIN_RESOURCES, type AdminResource, type AdminVerb } from '../admin-verbs.js'
import { bodyOf, withBodyOptions } from '../body-options.js'
import { type ConnectionFlags, connect, withConnection } from '../connection-settings.js'
import { NegativeAnswer } from '../failures.js'
import { type Io, write, writeJson } from '../io.js'
import { decisionLine } from '../policy-decision.js'
import { queryOf, withQueryOptions } from '../query-options.js'
import { fieldsOf } from '../schema-options.js'

interface AdminFlags extends ConnectionFlags {
  readonly json?: boolean
}

const OVERVIEW = `
Everything here needs credentials of the account: an access key, or a token that is not of one project. Secrets are
printed once, on stdout. Passwords are never flags, since flags show in process lists: set DESKLEDGER_NEW_PASSWORD.

Examples:
  $ deskledger admin users create --name ada --password
  $ deskledger admin policies create --name auditor --document auditor.json
  $ deskledger admin grants create --policy-id POLICY_ID --user-id USER_ID
  $ deskledger admin access-keys create USER_ID --json > key.json
  $ deskledger admin policies test --user-id USER_ID --action workspace:connections:export`

/** `deskledger admin`: every operation of administration, as `admin <resource> <verb>`. */
export function adminCommand(io: Io): Command {
  const command = new Command('admin')
    .summary('administer accounts, projects, users, policies, the audit log and faults')
    .description(
      'Administers accounts, projects, users, groups, access keys, policies, grants, the audit log and faults.',
    )
    .addHelpText('after', OVERVIEW)
  for (const [name, resource] of Object.entries(ADMIN_RESOURCES))
    command.addCommand(resourceCommand(io, name, resource))
  return command
}

function resourceCommand(io: Io, name: string, { summary, verbs }: AdminResource): Command {
  const command = new Command(name).summary(summary).description(`${capitalized(summary)}.`)
  for (const [verb, what] of Object.entries(verbs)) command.addCommand(verbCommand(io, verb, what))
  return command
}

/** One verb of administration, made of the contract. */
export function verbCommand(io: Io, name: string, { operation, fixed, summary }: AdminVerb): Command {
  const { summary: its, description, pathParameters }: Operation = OPERATIONS[operation]
  const command = new Command(name)
    .summary(summary ?? its.replace(/^./, (first) => first.toLowerCase()))
    .description(`${capitalized(summary ?? its)}. ${description}`)
  const ids = fieldsOf(pathParameters)
  for (const { name: id, schema } of ids) {
    command.addArgument(new Argument(`<${id.replaceAll('_', '-')}>`, schema.description))
  }
  withConnection(withQueryOptions(withBodyOptions(command, operation, fixed), operation), { withProject: false })
  command.option('--json', 'print the answer as the API has it')
  if (operation === 'TestPolicy')
    command.addHelpText('after', '\nExit codes: 0 allowed, 1 denied or failed, 2 wrong usage.')
  return command.action(async () => {
    const flags: AdminFlags = command.opts()
    const path = Object.fromEntries(ids.map(({ name: id }, at) => [id, command.args[at] ?? '']))
    const client = connect(flags, io.environment)
    const body = await bodyOf(io, operation, command.opts(), fixed)
    const query = queryOf(operation, command.opts())
    const answer = await send(client, operation, { path, query, body })
    // What this operation answers, by the contract.
    if (operation === 'TestPolicy') await printDecision(io, answer as PolicyTestResult, flags)
    else await printAnswer(io, { operation, path, answer }, flags)
  })
}

/** The options were made from the contract, so what they say is a request of it. */
function send<Id extends OperationId>(client: DeskledgerClient, id: Id, request: object): Promise<unknown> {
  return client.call(id, request as RequestOf<Id>)
}

async function printDecision(io: Io, result: PolicyTestResult, { json }: AdminFlags): Promise<void> {
  if (json) await writeJson(io.stdout, result)
  else await write(io.stdout, `${decisionLine(result)}\n`)
  if (result.outcome !== 'allow') throw new NegativeAnswer()
}

function capitalized(text: string): string {
  return text.replace(/^./, (first) => first.toUpperCase())
}
