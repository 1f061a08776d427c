import type { FastifyInstance } from 'fastify'
import { clientGone } from '../../answer/client-gone.js'
import { namedFile } from '../../download/file-headers.js'
import { sendFile } from '../../download/send-file.js'
import type { HttpParts } from '../../http-parts.js'
import { readQuery } from '../../reading/query.js'
import { toFileChoices } from '../../wire/export-order.js'
import { toDirectFilter } from '../../wire/record-filter.js'
import { operationRoute } from '../operation-route.js'

/** `GET /v2/{project_id}/connections/desktops/export` */
export function exportUserLoginInfoNew(app: FastifyInstance, { directExports, defaultFormat }: HttpParts): void {
  operationRoute(app, 'ExportUserLoginInfoNew', async (request, reply) => {
    const query = readQuery('ExportUserLoginInfoNew', request, reply)
    const order = {
      scope: request.projectScope,
      filter: toDirectFilter(query),
      file: toFileChoices(query, defaultFormat),
    }
    const opened = await directExports.open(order, clientGone(reply))
    await sendFile(reply, opened, 200, namedFile(opened.fileName))
    return reply
  })
}
