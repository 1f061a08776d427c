import type { Parameter, Parameters } from '../database.js'

/** A condition and the values of its parameters. */
export interface Condition {
  readonly sql: string
  readonly parameters: Parameters
}

/** One term: the name of its parameter, the value that may be absent, and what is to hold of it. */
type Term = readonly [name: string, value: Parameter | undefined, sql: string]

/** The condition that every term with a value holds, within a project: no condition goes without one. */
export function conditionWithin(projectId: string, terms: readonly Term[]): Condition {
  const all: readonly Term[] = [['project_id', projectId, 'project_id = $project_id'], ...terms]
  const present = all.filter(([, value]) => value !== undefined)
  return {
    sql: present.map(([, , sql]) => sql).join(' AND '),
    parameters: Object.fromEntries(present.map(([name, value]) => [name, value])) as Parameters,
  }
}
