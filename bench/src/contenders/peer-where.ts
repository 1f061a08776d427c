import type { RecordQuery } from '@deskledger/domain'

/** A condition of SQL and the values of its placeholders in order. */
export interface PeerCondition {
  readonly sql: string
  readonly values: readonly (string | number)[]
}

/** What a person would write for a query; the indexes are made for these expressions. */
export function peerWhere(
  { projectId, startedFrom, startedUntil, userName, terminalType, publicIp, e2eRttMs }: RecordQuery,
  dialect: {
    /** The placeholder of the n-th value, counted from 1. */
    readonly placeholder: (number: number) => string
    readonly instant: (at: Date) => string | number
  },
): PeerCondition {
  const instant = (at: Date | undefined) => at && dialect.instant(at)
  const terms: readonly (readonly [value: string | number | undefined, sql: (value: string) => string])[] = [
    [projectId, (value) => `project_id = ${value}`],
    [instant(startedFrom), (value) => `connection_start_time >= ${value}`],
    [instant(startedUntil), (value) => `connection_start_time <= ${value}`],
    [userName, (value) => `lower(user_name) = lower(${value})`],
    [terminalType, (value) => `lower(terminal_type) LIKE '%' || lower(${value}) || '%'`],
    [publicIp, (value) => `public_ip = ${value}`],
    [e2eRttMs?.min, (value) => `e2e_rtt >= ${value}`],
  ]
  const asked = terms.flatMap(([value, sql]) => (value === undefined ? [] : [{ value, sql }]))
  return {
    sql: asked.map(({ sql }, index) => sql(dialect.placeholder(index + 1))).join(' AND '),
    values: asked.map(({ value }) => value),
  }
}
