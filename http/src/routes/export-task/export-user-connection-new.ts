import type { ExportTaskReference } from '@deskledger/contract'
import { ExportTaskNotFoundError } from '@deskledger/domain'
import { ApiFailure } from '../../answer/api-failure.js'
import { sendJson } from '../../answer/send-json.js'
import { faultOfExport } from '../../faults.js'
import type { HttpParts } from '../../http-parts.js'
import { readQuery } from '../../reading/query.js'
import { toExportOrder, toRequester } from '../../wire/export-order.js'
import { once } from '../once.js'
import type { Handler } from '../operation-route.js'

/** `GET /v3/{project_id}/desktops/connections/export`: the very same request sent again is answered with its first task. */
export function exportUserConnectionNew(parts: HttpParts): Handler {
  const { exportTasks, defaultFormat, faults } = parts
  return once(
    parts,
    async (request, reply, effectId) => {
      const query = readQuery('ExportUserConnectionNew', request)
      const order = {
        ...toExportOrder(query, defaultFormat),
        scope: request.projectScope,
        requestedBy: toRequester(request.principal),
        fault: faultOfExport(faults, request, reply),
      }
      const { taskId } = await exportTasks.submit(order, effectId)
      return sendJson(reply, { task_id: taskId } satisfies ExportTaskReference)
    },
    async (request, reply, firstId) => {
      const { taskId } = await exportTasks.get(request.projectScope, firstId).catch(orGone)
      return sendJson(reply, { task_id: taskId } satisfies ExportTaskReference)
    },
  )
}

/** The task was deleted, or never made: a request that is over makes no other one. */
function orGone(error: unknown): never {
  if (!(error instanceof ExportTaskNotFoundError)) throw error
  throw new ApiFailure('conflict', 'This very request was received before and its task is gone; sign it anew.')
}
