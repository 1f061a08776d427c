import {
  canonicalAddress,
  DEFAULT_ENTERPRISE_PROJECT,
  foldCase,
  type ProjectScope,
  type RecordQuery,
} from '@deskledger/domain'
import { quote } from '../quote.js'
import { type Condition, conditionWithin, ENTERPRISE_PROJECTS, type Term } from './condition.js'

/** Case folding in SQL, equal to the domain's `foldCase`; a test compares them over all of Unicode. */
export function foldSql(expression: string): string {
  return `lower(upper(${expression}))`
}

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
    ['user_name', folded(query.userName), `${foldSql('user_name')} = $user_name`],
    ['computer_name', folded(query.computerName), `${foldSql('computer_name')} = $computer_name`],
    ['terminal_type', folded(query.terminalType), `contains(${foldSql('terminal_type')}, $terminal_type)`],
    ['enterprise_project_id', query.enterpriseProjectId, 'enterprise_project_id = $enterprise_project_id'],
    ['domain', folded(query.domain), `${foldSql(DOMAIN)} = $domain`],
    ['public_address', canonical(query.publicIp), 'coalesce(public_address, public_ip) = $public_address'],
    ['min_e2e', query.e2eRttMs?.min, 'e2e_rtt >= $min_e2e'],
    ['max_e2e', query.e2eRttMs?.max, 'e2e_rtt <= $max_e2e'],
    ['min_network', query.networkRttMs?.min, 'network_rtt >= $min_network'],
    ['max_network', query.networkRttMs?.max, 'network_rtt <= $max_network'],
  ])
  const isEmpty = startedFrom !== undefined && startedUntil !== undefined && startedFrom >= startedUntil
  return { sql: isEmpty ? `${sql} AND false` : sql, parameters }
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
