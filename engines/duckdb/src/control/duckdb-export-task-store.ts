import {
  coveredEnterpriseProjects,
  type ExportClaim,
  type ExportProgress,
  type ExportTask,
  type ExportTaskQuery,
  type ExportTaskStore,
  expire,
  heldUntil,
  type Page,
  type ProjectScope,
} from '@deskledger/domain'
import type { Database, Parameters, Row, Session } from '../database.js'
import { foldSql } from '../fold-sql.js'
import { type Condition, conditionWithin, ENTERPRISE_PROJECTS, type Term } from '../query/condition.js'
import { folded } from '../query/where.js'
import { SerialWriter } from '../serial-writer.js'
import { fromDocument, toDocument } from './task-document.js'

/** Everything that a task covers is the caller's to see; of a task that covers all, NULL, it does not hold. */
const VISIBLE = `list_has_all(${ENTERPRISE_PROJECTS}, from_json(covered_enterprise_projects, '["VARCHAR"]'))`

const THIS = 'project_id = $project_id AND task_id = $task_id'
const CLAIMED = `${THIS} AND status = 'CREATING' AND attempt = $attempt AND worker_id = $worker_id`

/** Export tasks in DuckDB. One writer at a time, so what is read before a change still holds when it is written. */
export class DuckDbExportTaskStore implements ExportTaskStore {
  private constructor(
    private readonly database: Database,
    private readonly writer: SerialWriter,
  ) {}

  static async open(database: Database): Promise<DuckDbExportTaskStore> {
    return new DuckDbExportTaskStore(database, await SerialWriter.open(database))
  }

  add(task: ExportTask, maxUnfinished: number, maxUnfinishedOfUser = maxUnfinished): Promise<boolean> {
    return this.writer.transaction((session) =>
      changed(
        session,
        `INSERT INTO export_task SELECT $project_id, $task_id, $file_name, $status, $created_at,
           NULL, false, NULL, $document, NULL, $held_until, 0, $covered
         WHERE (SELECT count(*) FROM export_task WHERE project_id = $project_id AND status = 'CREATING') < $max_unfinished
           AND (SELECT count(*) FROM export_task WHERE project_id = $project_id AND status = 'CREATING'
             AND json_extract_string(document, '$.requestedBy.userId') = $user_id) < $max_of_user`,
        {
          max_unfinished: maxUnfinished,
          max_of_user: maxUnfinishedOfUser,
          user_id: task.requestedBy.userId,
          ...keyOf(task),
          file_name: task.fileName,
          status: task.status,
          created_at: task.createdAt,
          document: toDocument(task),
          held_until: heldUntil(task) ?? null,
          covered: coverageOf(task),
        },
      ),
    )
  }

  async find(scope: ProjectScope, taskId: string): Promise<ExportTask | undefined> {
    const [task] = await this.tasks(oneWithin(scope, taskId))
    return task
  }

  async list(scope: ProjectScope, query: ExportTaskQuery): Promise<Page<ExportTask>> {
    const { sql: where, parameters } = conditionOf(scope, query)
    const direction = query.order === 'ascending' ? 'ASC' : 'DESC'
    return this.database.use((session) =>
      session.transaction(async () => {
        const { total } = await session.one(`SELECT count(*) AS total FROM export_task WHERE ${where}`, parameters)
        const rows = await session.all(
          `SELECT document FROM export_task WHERE ${where}
           ORDER BY created_at ${direction}, task_id ${direction} LIMIT $limit OFFSET $offset`,
          { ...parameters, limit: query.limit, offset: query.offset },
        )
        return { items: rows.map(toTask), totalCount: Number(total) }
      }),
    )
  }

  unfinished(): Promise<readonly ExportTask[]> {
    return this.tasks({ sql: "status = 'CREATING'", parameters: {} })
  }

  claim(workerId: string, now: Date, leaseMs: number): Promise<ExportClaim | undefined> {
    const until = new Date(now.getTime() + leaseMs)
    return this.writer.transaction(async (session) => {
      const [row] = await session.all(
        `SELECT document, attempt FROM export_task
         WHERE status = 'CREATING' AND (lease_until IS NULL OR lease_until <= $now)
         ORDER BY created_at, task_id LIMIT 1`,
        { now: now },
      )
      if (row === undefined) return undefined
      const claim = { task: toTask(row), attempt: (row['attempt'] as number) + 1, workerId, until }
      await session.run(
        `UPDATE export_task SET attempt = $attempt, worker_id = $worker_id, lease_until = $until WHERE ${THIS}`,
        { ...keyOf(claim.task), attempt: claim.attempt, worker_id: workerId, until: until },
      )
      return claim
    })
  }

  renew(claim: ExportClaim, progress: ExportProgress, until: Date): Promise<ExportClaim | undefined> {
    const task = { ...claim.task, progress }
    return this.writer.transaction(async (session) => {
      const isOurs = await changed(
        session,
        `UPDATE export_task SET document = $document, lease_until = $until WHERE ${CLAIMED}`,
        { ...claimKey(claim), document: toDocument(task), until: until },
      )
      return isOurs ? { ...claim, task, until } : undefined
    })
  }

  async giveBack(claim: ExportClaim): Promise<void> {
    await this.writer.transaction((session) =>
      session.run(`UPDATE export_task SET worker_id = NULL, lease_until = NULL WHERE ${CLAIMED}`, claimKey(claim)),
    )
  }

  async releaseAllLeases(): Promise<void> {
    await this.writer.transaction((session) =>
      session.run('UPDATE export_task SET worker_id = NULL, lease_until = NULL WHERE worker_id IS NOT NULL'),
    )
  }

  finish(claim: ExportClaim, finished: ExportTask): Promise<boolean> {
    return this.writer.transaction((session) =>
      changed(
        session,
        `UPDATE export_task SET status = $status, document = $document, file_key = $file_key,
           expires_at = $expires_at, worker_id = NULL, lease_until = NULL WHERE ${CLAIMED}`,
        {
          ...claimKey(claim),
          status: finished.status,
          document: toDocument(finished),
          file_key: finished.file?.key ?? null,
          expires_at: finished.expiresAt ?? null,
        },
      ),
    )
  }

  async markDownloaded(scope: ProjectScope, taskId: string): Promise<void> {
    await this.change(oneWithin(scope, taskId), (task) => ({ ...task, isDownloaded: true }))
  }

  due(now: Date): Promise<readonly ExportTask[]> {
    return this.tasks({ sql: "status = 'SUCCESS' AND expires_at <= $now", parameters: { now } })
  }

  async markExpired(task: ExportTask): Promise<void> {
    await this.change({ sql: THIS, parameters: keyOf(task) }, (current) =>
      current.status === 'SUCCESS' ? expire(current) : current,
    )
  }

  remove(scope: ProjectScope, taskIds: readonly string[]): Promise<readonly ExportTask[]> {
    return this.writer.transaction(async (session) => {
      const removed: ExportTask[] = []
      for (const taskId of taskIds) {
        const { sql, parameters } = oneWithin(scope, taskId)
        const rows = await session.all(`DELETE FROM export_task WHERE ${sql} RETURNING document`, parameters)
        removed.push(...rows.map(toTask))
      }
      return removed
    })
  }

  async fileKeys(): Promise<ReadonlySet<string>> {
    const rows = await this.database.use((session) =>
      session.all("SELECT file_key FROM export_task WHERE status = 'SUCCESS' AND file_key IS NOT NULL"),
    )
    return new Set(rows.map((row) => row['file_key'] as string))
  }

  /** Waits for the change under way and releases the connection. */
  close(): Promise<void> {
    return this.writer.close()
  }

  private tasks({ sql, parameters }: Condition): Promise<ExportTask[]> {
    return this.database.use(async (session) => {
      const rows = await session.all(
        `SELECT document FROM export_task WHERE ${sql} ORDER BY created_at, task_id`,
        parameters,
      )
      return rows.map(toTask)
    })
  }

  private change({ sql, parameters }: Condition, next: (task: ExportTask) => ExportTask): Promise<void> {
    return this.writer.transaction(async (session) => {
      const [row] = await session.all(`SELECT document FROM export_task WHERE ${sql}`, parameters)
      if (row === undefined) return
      const task = next(toTask(row))
      await session.run(
        `UPDATE export_task SET status = $status, is_downloaded = $is_downloaded, document = $document WHERE ${THIS}`,
        { ...keyOf(task), status: task.status, is_downloaded: task.isDownloaded, document: toDocument(task) },
      )
    })
  }
}

function conditionOf(scope: ProjectScope, query: ExportTaskQuery): Condition {
  return tasksWithin(scope, [
    ['file_name', folded(query.fileName), `contains(${foldSql('file_name')}, $file_name)`],
    ['task_id', query.taskId, 'task_id = $task_id'],
    ['status', query.status, 'status = $status'],
    ['is_downloaded', query.isDownloaded, 'is_downloaded = $is_downloaded'],
  ])
}

function oneWithin(scope: ProjectScope, taskId: string): Condition {
  return tasksWithin(scope, [['task_id', taskId, 'task_id = $task_id']])
}

function tasksWithin(scope: ProjectScope, terms: readonly Term[]): Condition {
  return conditionWithin(scope, VISIBLE, terms)
}

function coverageOf({ request }: ExportTask): string | null {
  const covered = coveredEnterpriseProjects(request.query)
  return covered === undefined ? null : JSON.stringify(covered)
}

async function changed(session: Session, sql: string, parameters: Parameters): Promise<boolean> {
  const rows = await session.all(`${sql} RETURNING task_id`, parameters)
  return rows.length > 0
}

function keyOf(task: ExportTask): { project_id: string; task_id: string } {
  return { project_id: task.request.query.projectId, task_id: task.taskId }
}

function claimKey({ task, attempt, workerId }: ExportClaim): Parameters {
  return { ...keyOf(task), attempt, worker_id: workerId }
}

function toTask(row: Row): ExportTask {
  return fromDocument(row['document'] as string)
}
