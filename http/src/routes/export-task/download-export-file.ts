import type { Download } from '@deskledger/domain'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { ApiFailure } from '../../answer/api-failure.js'
import { readRange } from '../../download/byte-range.js'
import { entityTag, fileHeaders } from '../../download/file-headers.js'
import { sendFile } from '../../download/send-file.js'
import { cutAfter, cutOfDownload } from '../../faults.js'
import { pathParameter } from '../../reading/path-parameters.js'
import type { Handler, RouteParts } from '../operation-route.js'

/** `GET /v2/{project_id}/export-tasks/{task_id}/download` */
export function downloadExportFile({ exportTasks, faults, admission }: RouteParts): Handler {
  return async (request, reply) => {
    const { projectScope, principal } = request
    admission.download(projectScope.projectId, principal.user.id, request)
    const taskId = pathParameter(request.pathParameters, 'task_id')
    const download = await exportTasks.download(projectScope, taskId)
    const cut = cutOfDownload(faults, request, reply)
    if (await isSentToItsEnd(cut === undefined ? download : cutShort(download, cut), request, reply))
      await exportTasks.markDownloaded(projectScope, taskId)
    return reply
  }
}

/** The download, to be broken after so many bytes. */
function cutShort({ opened, ...download }: Download, limit: number): Download {
  const { byteCount } = opened
  return {
    ...download,
    opened: { byteCount, read: (range) => cutAfter(opened.read(range), limit), close: () => opened.close() },
  }
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
