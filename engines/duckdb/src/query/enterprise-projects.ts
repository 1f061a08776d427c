import type { Session } from '../database.js'
import { ENTERPRISE_PROJECT, recordsWithin } from './where.js'

/** The enterprise projects that the records of a project belong to. */
export async function enterpriseProjects(session: Session, projectId: string): Promise<string[]> {
  const { sql: where, parameters } = recordsWithin({ projectId }, [])
  const rows = await session.all(
    `SELECT DISTINCT ${ENTERPRISE_PROJECT} AS id FROM connection_record WHERE ${where} ORDER BY id`,
    parameters,
  )
  return rows.map((row) => row['id'] as string)
}
