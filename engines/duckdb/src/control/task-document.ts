import type { ExportTask } from '@deskledger/domain'

/** An export task as text; instants are written as ISO 8601 and found again by their names. */
export function toDocument(task: ExportTask): string {
  return JSON.stringify(task)
}

const INSTANTS = new Set(['at', 'createdAt', 'endedAt', 'expiresAt', 'startedFrom', 'startedUntil'])

/** The task of a document that {@link toDocument} wrote. */
export function fromDocument(document: string): ExportTask {
  return JSON.parse(document, (key, value) =>
    INSTANTS.has(key) && typeof value === 'string' ? new Date(value) : value,
  ) as ExportTask
}
