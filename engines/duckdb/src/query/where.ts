import { canonicalAddress, foldCase, type RecordQuery } from '@deskledger/domain'
import type { Parameter, Parameters } from '../database.js'

/** A condition and the values of its parameters. */
export interface Condition {
  readonly sql: string
  readonly parameters: Parameters
}

/** Case folding in SQL, equal to the domain's `foldCase`; a test compares them over all of Unicode. */
export function foldSql(expression: string): string {
  return `lower(upper(${expression}))`
}

/** The record's own domain, else what stands before `\` or after the last `@` of the user name (design.md 4). */
const DOMAIN = `coalesce(nullif(domain, ''), CASE
  WHEN contains(user_name, '\\') THEN split_part(user_name, '\\', 1)
  WHEN contains(user_name, '@') THEN regexp_extract(user_name, '@([^@]*)$', 1) END)`

/** What the records of a query fulfil. The project is always part of it. */
export function whereOf(query: RecordQuery): Condition {
  const terms = ['project_id = $project_id']
  const parameters: Record<string, Parameter> = { project_id: query.projectId }
  const add = (name: string, value: Parameter | undefined, sql: string): void => {
    if (value === undefined) return
    terms.push(sql)
    parameters[name] = value
  }
  const folded = (text: string | undefined): string | undefined => (text === undefined ? undefined : foldCase(text))

  if (query.startedFrom && query.startedUntil && query.startedFrom >= query.startedUntil) terms.push('false')
  add('started_from', query.startedFrom, 'connection_start_time >= $started_from')
  add('started_until', query.startedUntil, 'connection_start_time <= $started_until')
  add('user_name', folded(query.userName), `${foldSql('user_name')} = $user_name`)
  add('computer_name', folded(query.computerName), `${foldSql('computer_name')} = $computer_name`)
  add('terminal_type', folded(query.terminalType), `contains(${foldSql('terminal_type')}, $terminal_type)`)
  add('enterprise_project_id', query.enterpriseProjectId, 'enterprise_project_id = $enterprise_project_id')
  add('domain', folded(query.domain), `${foldSql(DOMAIN)} = $domain`)
  const address = query.publicIp === undefined ? undefined : canonicalAddress(query.publicIp)
  add('public_address', address, 'coalesce(public_address, public_ip) = $public_address')
  add('min_e2e', query.e2eRttMs?.min, 'e2e_rtt >= $min_e2e')
  add('max_e2e', query.e2eRttMs?.max, 'e2e_rtt <= $max_e2e')
  add('min_network', query.networkRttMs?.min, 'network_rtt >= $min_network')
  add('max_network', query.networkRttMs?.max, 'network_rtt <= $max_network')
  return { sql: terms.join(' AND '), parameters }
}

/** Newest first, equal times by transaction: a total order, so pages neither skip nor repeat. */
export const NEWEST_FIRST = 'connection_start_time DESC, transaction_id'
