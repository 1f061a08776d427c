import { type ExportTaskItem, type ExportTaskPage, LIMITS, type QueryOf } from '@deskledger/contract'
import { type WalkOptions, walkPages } from './pages.js'

/** Filters and order of the export center. */
export type ExportTaskFilter = Omit<QueryOf<'ListExportTasks'>, 'offset' | 'limit'>

/** Walks all pages of the export center. */
export function walkExportTasks(
  filter: ExportTaskFilter,
  { pageSize = LIMITS.taskListLimit }: WalkOptions,
  list: (query: QueryOf<'ListExportTasks'>) => Promise<ExportTaskPage>,
): AsyncGenerator<ExportTaskItem, void> {
  const fetchPage = async (offset: number) => {
    const { export_tasks, count } = await list({ ...filter, limit: pageSize, offset })
    return { items: export_tasks, totalCount: count }
  }
  return walkPages(fetchPage, (task) => task.task_id)
}
