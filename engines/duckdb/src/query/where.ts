import {
  canonicalAddress,
  DEFAULT_ENTERPRISE_PROJECT,
  foldCase,
  type ProjectScope,
  type RecordQuery,
} from '@deskledger/domain'
import { foldSql } from '../fold-sql.js'
import { quote } from '../quote.js'
import { hasText, KEY } from '../record-keys.js'
import { type Condition, conditionWithin, ENTERPRISE_PROJECTS, type Term } from './condition.js'
import { STATUS } from './status-sql.js'
import { withinNetwork } from './within-network.js'

/** The record's own domain, else what stands before `\` or after the last `@` of the user name (design.md 4). */
const DOMAIN = `coalesce(nullif(domain, ''), CASE
  WHEN contains(user_name, '\\') THEN split_part(user_name, '\\', 1)
  WHEN contains(user_name, '@') THEN regexp_extract(user_name, '@([^@]*)$', 1) END)`

/** The enterprise project that a record belongs to. */
export const ENTERPRISE_PROJECT = `coalesce(nullif(enterprise_project_id, ''), ${quote(DEFAULT_ENTERPRISE_PROJECT)})`

/** As a set: with a list, the time would grow with its length for every record. */
const VISIBLE = `${ENTERPRISE_PROJECT} IN (SELECT unnest(${ENTERPRISE_PROJECTS}))`

/** The records of a scope for which every term with a value holds. */
export function recordsWithin(scope: ProjectScope, terms: readonly Term[]): Condition {
  return conditionWithin(scope, VISIBLE, terms)
}

/** What the records of a query fulfil. */
export function whereOf(query: RecordQuery): Condition {
  const { startedFrom, startedUntil } = query
  const { sql, parameters } = recordsWithin(query, [
    ['started_from', startedFrom, 'connection_start_time >= $started_from'],
    ['started_until', startedUntil, 'connection_start_time <= $started_until'],
    ['user_name', folded(query.userName), hasText(KEY.user, '$user_name')],
    ['computer_name', folded(query.computerName), hasText(KEY.computer, '$computer_name')],
    ['terminal_type', folded(query.terminalType), `contains(${foldSql('terminal_type')}, $terminal_type)`],
    ['enterprise_project_id', query.enterpriseProjectId, 'enterprise_project_id = $enterprise_project_id'],
    ['domain', folded(query.domain), `${foldSql(DOMAIN)} = $domain`],
    ['public_address', canonical(query.publicIp), hasText(KEY.address, '$public_address')],
    ['whole_terminal_type', folded(query.wholeTerminalType), `${foldSql('terminal_type')} = $whole_terminal_type`],
    ['failure_reason', query.failureReason, 'connection_failure_reason = $failure_reason'],
    ['client_version', query.clientVersion, 'client_version = $client_version'],
    ['agent_version', query.agentVersion, 'agent_version = $agent_version'],
    ['status', query.status, `${STATUS} = $status`],
    withinNetwork(query.network),
    ['min_e2e', query.e2eRttMs?.min, 'e2e_rtt >= $min_e2e'],
    ['max_e2e', query.e2eRttMs?.max, 'e2e_rtt <= $max_e2e'],
    ['min_network', query.networkRttMs?.min, 'network_rtt >= $min_network'],
    ['max_network', query.networkRttMs?.max, 'network_rtt <= $max_network'],
  ])
  return { sql: isEmptyRange(query) ? `${sql} AND false` : sql, parameters }
}

/** A range whose ends are equal is empty. */
export function isEmptyRange({ startedFrom, startedUntil }: RecordQuery): boolean {
  return startedFrom !== undefined && startedUntil !== undefined && startedFrom >= startedUntil
}

/** Whether nothing but time decides which records of the project are meant. */
export function isByTimeAlone({ projectId, startedFrom, startedUntil, ...others }: RecordQuery): boolean {
  return Object.values(others).every((value) => value === undefined)
}

/** Whether the query asks for the few records of a user, a desktop or an address. */
export function isSelective({ userName, computerName, publicIp }: RecordQuery): boolean {
  return userName !== undefined || computerName !== undefined || publicIp !== undefined
}

/** Text as `foldSql` compares it. */
export function folded(text: string | undefined): string | undefined {
  return text === undefined ? undefined : foldCase(text)
}

function canonical(address: string | undefined): string | undefined {
  return address === undefined ? undefined : canonicalAddress(address)
}

/** Newest first, equal times by transaction: a total order, so pages neither skip nor repeat. */
export const NEWEST_FIRST = 'connection_start_time DESC, transaction_id'
