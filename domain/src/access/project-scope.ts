/** What a caller may see: one project, whole or only some of its enterprise projects. Tenancy is this and nothing else. */
export interface ProjectScope {
  readonly projectId: string
  /** Absent: all. A record that names no enterprise project (absent or empty) belongs to `0`, the default one. */
  readonly enterpriseProjectIds?: readonly string[] | undefined
}

/** The enterprise project of records that name none (spec/api.md 11, row 28). */
export const DEFAULT_ENTERPRISE_PROJECT = '0'
