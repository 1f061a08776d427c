import { DirectoryConflictError } from '../access/errors.js'
import { foldCase } from '../connection-record/case-folding.js'
import type { ExportTask } from '../export-task/export-task.js'
import type { ExportTasks } from '../export-task/export-tasks.js'
import type { AuditLog } from '../ports/audit-log.js'
import type { RecordStore } from '../ports/record-store.js'
import type { RetentionStore } from '../ports/retention-store.js'

/** What erasing a person needs. */
export interface PersonEraserParts {
  readonly records: Pick<RecordStore, 'list'> & Pick<RetentionStore, 'erasePerson' | 'legalHoldsOver'>
  readonly exportTasks: Pick<ExportTasks, 'list' | 'remove'>
  readonly audit: Pick<AuditLog, 'erase'>
}

/** Who is to be erased, and where. */
export interface PersonErasureOrder {
  readonly projectId: string
  /** Whole, ignoring case. */
  readonly userName: string
  /** Whose entries of the audit log; `userId` when the person is a user of the account, too. */
  readonly audit: {
    readonly accountId: string
    readonly withUnattributed: boolean
    readonly userId?: string | undefined
  }
  /** Whether exports that may hold the person are deleted, too. */
  readonly deletesExports: boolean
}

/** What was erased, and what is left. */
export interface ErasedPerson {
  readonly recordCount: number
  /** Values of the audit log. */
  readonly auditValueCount: number
  /** Exports that may hold the person: deleted if that was ordered, else still there. */
  readonly exports: readonly ExportTask[]
}

const PAGE = 100

/** Erases one person from records, audit log and, if ordered, export files. */
export class PersonEraser {
  constructor(private readonly parts: PersonEraserParts) {}

  /**
   * In this order, so that a failure leaves nothing undone that repeating it does not do: exports are found, while records
   * still tell, and deleted; then audit log and records.
   *
   * @throws {DirectoryConflictError} a legal hold covers records of the person; nothing was erased
   */
  async erase(order: PersonErasureOrder): Promise<ErasedPerson> {
    const { records, exportTasks, audit } = this.parts
    const { projectId, userName } = order
    const exports = await this.exportsWith(order)
    refuseHeld(await records.legalHoldsOver(projectId, userName))
    if (order.deletesExports)
      await exportTasks.remove(
        { projectId },
        exports.map(({ taskId }) => taskId),
      )
    const { accountId, withUnattributed, userId } = order.audit
    const scope = { accountId, withUnattributed }
    const ofName = await audit.erase({ ...scope, value: userName })
    const ofUser = userId === undefined ? 0 : await audit.erase({ ...scope, userId })
    const { recordCount, heldBy } = await records.erasePerson(projectId, userName)
    refuseHeld(heldBy)
    return { recordCount, auditValueCount: ofName + ofUser, exports }
  }

  private async exportsWith({ projectId, userName }: PersonErasureOrder): Promise<readonly ExportTask[]> {
    const found: ExportTask[] = []
    for (let offset = 0; ; offset += PAGE) {
      const { items } = await this.parts.exportTasks.list({ projectId }, { offset, limit: PAGE })
      for (const task of items) if (await this.mayHold(task, userName)) found.push(task)
      if (items.length < PAGE) return found
    }
  }

  /** A file, or one being written, of a query that the person's records fulfil now, or that names the person. */
  private async mayHold(task: ExportTask, userName: string): Promise<boolean> {
    const { query } = task.request
    if (query.userName !== undefined) return foldCase(query.userName) === foldCase(userName)
    if (task.status !== 'SUCCESS' && task.status !== 'CREATING') return false
    const { totalCount } = await this.parts.records.list({ ...query, userName }, { offset: 0, limit: 0 })
    return totalCount > 0
  }
}

function refuseHeld(holdIds: readonly string[]): void {
  if (holdIds.length === 0) return
  throw new DirectoryConflictError(
    `Legal hold ${holdIds.join(', ')} covers records of this person, so nothing is erased before it ends.`,
  )
}
