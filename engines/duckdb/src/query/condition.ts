import type { ProjectScope } from '@deskledger/domain'
import type { Parameter, Parameters } from '../database.js'

/** A condition and the values of its parameters. */
export interface Condition {
  readonly sql: string
  readonly parameters: Parameters
}

/** One term: the name of its parameter, the value that may be absent, and what is to hold of it. */
export type Term = readonly [name: string, value: Parameter | undefined, sql: string]

/** The enterprise projects of a restricted scope, as a list. */
export const ENTERPRISE_PROJECTS = `from_json($enterprise_projects, '["VARCHAR"]')`

/**
 * The condition that every term with a value holds, within a scope: no condition goes without one.
 * @param restriction what holds of rows within `ENTERPRISE_PROJECTS`; it counts when the scope is restricted
 */
export function conditionWithin(scope: ProjectScope, restriction: string, terms: readonly Term[]): Condition {
  const { projectId, enterpriseProjectIds } = scope
  const all: readonly Term[] = [
    ['project_id', projectId, 'project_id = $project_id'],
    ['enterprise_projects', enterpriseProjectIds && JSON.stringify(enterpriseProjectIds), restriction],
    ...terms,
  ]
  const present = all.filter(([, value]) => value !== undefined)
  return {
    sql: present.map(([, , sql]) => sql).join(' AND '),
    parameters: Object.fromEntries(present.map(([name, value]) => [name, value])) as Parameters,
  }
}
