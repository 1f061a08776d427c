import type { Download } from '@deskledger/domain'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { ApiFailure } from '../../answer/api-failure.js'
import { readRange } from '../../download/byte-range.js'
import { entityTag, fileHeaders } from '../../download/file-headers.js'
import { sendFile } from '../../download/send-file.js'
import type { HttpParts } from '../../http-parts.js'
import { readQuery } from '../../reading/query.js'
import { operationRoute } from '../operation-route.js'

/** `GET /v2/{project_id}/export-tasks/{task_id}/download` */
export function downloadExportFile(app: FastifyInstance, { exportTasks }: HttpParts): void {
  operationRoute(app, 'DownloadExportFile', async (request, reply) => {
    readQuery('DownloadExportFile', request, reply)
    const { task_id: taskId } = request.pathParameters
    const download = await exportTasks.download(request.projectScope, taskId)
    if (await isSentToItsEnd(download, request, reply)) await exportTasks.markDownloaded(request.projectScope, taskId)
    return reply
  })
}

/** Whether the file's last byte was sent: a part that ends with it ends a download that was resumed. */
async function isSentToItsEnd(
  { task, file, opened }: Download,
  { headers }: FastifyRequest,
  reply: FastifyReply,
): Promise<boolean> {
  if (opened.byteCount !== file.byteCount) {
    await opened.close()
    throw new Error(`File ${file.key} has ${opened.byteCount} bytes instead of ${file.byteCount}.`)
  }
  const asked = readRange(headers.range, headers['if-range']?.toString(), entityTag(file), file.byteCount)
  if (asked.kind === 'unsatisfiable') {
    await opened.close()
    const message = `The Range lies outside the file, which has ${file.byteCount} bytes.`
    const outside = { headers: { 'content-range': `bytes */${file.byteCount}` } }
    throw new ApiFailure('rangeNotSatisfiable', message, outside)
  }
  const range = asked.kind === 'part' ? asked.range : undefined
  const status = range === undefined ? 200 : 206
  const isSent = await sendFile(reply, opened, status, fileHeaders(task.fileName, file, range), range)
  return isSent && (range === undefined || range.to === file.byteCount - 1)
}
