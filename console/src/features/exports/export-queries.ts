import type { DeskledgerClient, ExportTaskDetail, ExportTaskPage, QueryOf } from '@deskledger/client'
import { queryOptions } from '@tanstack/react-query'
import { keptWithin } from '../../app/kept-answer.js'

/** How often unfinished tasks are looked at, in milliseconds. */
const POLL_MS = 1_500

/** Tasks of a page. */
export const TASKS_PER_PAGE = 20

/** One page of the export centre, newest first; it keeps itself up to date while a task of it is unfinished. */
export function taskPageQuery(client: DeskledgerClient, projectId: string, page: number) {
  return queryOptions({
    queryKey: ['export-tasks', projectId, page],
    queryFn: ({ signal }): Promise<ExportTaskPage> =>
      client.listExportTasks({ offset: (page - 1) * TASKS_PER_PAGE, limit: TASKS_PER_PAGE }, { signal }),
    placeholderData: keptWithin(projectId),
    refetchInterval: ({ state }) =>
      state.data?.export_tasks.some(({ status }) => status === 'CREATING') ? POLL_MS : false,
  })
}

/** What a list does not tell about a task. */
export function taskQuery(client: DeskledgerClient, projectId: string, taskId: string) {
  return queryOptions({
    queryKey: ['export-task', projectId, taskId],
    queryFn: ({ signal }): Promise<ExportTaskDetail> => client.showExportTask(taskId, { signal }),
    refetchInterval: ({ state }) => (state.data?.status === 'CREATING' ? POLL_MS : false),
  })
}

/** Where the ids of exports lie that were asked for since the page was opened. */
export function askedExports(projectId: string): readonly string[] {
  return ['asked-exports', projectId]
}

/** What an export is asked for with. */
export type ExportOrder = QueryOf<'ExportUserConnectionNew'>

/** The order that asks for the same again. The columns are not part of what a task tells; they are those of its manifest. */
export function orderOf({ query, format, language, time_zone }: ExportTaskDetail): ExportOrder {
  // A frozen query has the names and values of the parameters that it came from.
  return { ...(query as ExportOrder), format, language, time_zone } as ExportOrder
}
