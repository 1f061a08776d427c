import type { RecordQuery } from '../connection-record/record-query.js'

/**
 * The enterprise projects that the rows of a frozen query can be of: the one it filters by, else those it was asked
 * within; undefined is all. A restricted caller deals with a task only if each of these is one of the caller's own.
 */
export function coveredEnterpriseProjects(query: RecordQuery): readonly string[] | undefined {
  return query.enterpriseProjectId === undefined ? query.enterpriseProjectIds : [query.enterpriseProjectId]
}
