import { API_ERRORS, type ExportTaskDetail, type ExportTaskItem, type ExportTaskPage } from '@deskledger/contract'
import { ApiError } from './errors.js'

/** An export task: what every endpoint tells and, where ShowExportTask exists, its details. */
export type ExportState = ExportTaskItem & Partial<ExportTaskDetail>

/** The two ways of looking at a task. */
export interface TaskSources {
  show(taskId: string): Promise<ExportTaskDetail>
  list(query: { task_id: string }): Promise<ExportTaskPage>
}

/**
 * Looks at one task: by ShowExportTask where there is such an operation, else by ListExportTasks, which every endpoint
 * has. @returns undefined when there is no such task
 */
export async function lookAtTask(taskId: string, { show, list }: TaskSources): Promise<ExportState | undefined> {
  try {
    return await show(taskId)
  } catch (error) {
    if (!(error instanceof ApiError) || ![404, 405].includes(error.status)) throw error
    if (error.code === API_ERRORS.notFound.code) return undefined
    const page = await list({ task_id: taskId })
    return page.export_tasks.find((task) => task.task_id === taskId)
  }
}
