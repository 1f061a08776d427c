import type { FastifyRequest } from 'fastify'
import { querySignal } from '../../answer/query-signal.js'
import { sendAnswer, sendDone } from '../../answer/send-answer.js'
import { readJsonBody } from '../../body/json-body.js'
import type { HttpParts } from '../../http-parts.js'
import { pathParameter } from '../../reading/path-parameters.js'
import { readQuery } from '../../reading/query.js'
import { toCovered, toLegalHoldView, toPurgePreviewView } from '../../wire/retention.js'
import { once } from '../once.js'
import type { Handler } from '../operation-route.js'

/** `GET /admin/v1/projects/{project_id}/legal-holds` */
export function listLegalHolds(parts: HttpParts): Handler {
  return async (request, reply) => {
    const holds = await parts.retention.holds(projectOf(parts, request))
    return sendAnswer(reply, 'ListLegalHolds', { legal_holds: holds.map(toLegalHoldView) })
  }
}

/** `POST /admin/v1/projects/{project_id}/legal-holds` */
export function addLegalHold(parts: HttpParts): Handler {
  return once(parts, async (request, reply, id) => {
    const projectId = projectOf(parts, request)
    const covered = toCovered(readJsonBody('AddLegalHold', request))
    const hold = await parts.retention.addHold({ id, projectId, ...covered, createdBy: request.principal.user.id })
    return sendAnswer(reply, 'AddLegalHold', toLegalHoldView(hold))
  })
}

/** `DELETE /admin/v1/projects/{project_id}/legal-holds/{hold_id}` */
export function removeLegalHold(parts: HttpParts): Handler {
  return async (request, reply) => {
    await parts.retention.removeHold(projectOf(parts, request), pathParameter(request.pathParameters, 'hold_id'))
    return sendDone(reply, 'RemoveLegalHold')
  }
}

/** `GET /admin/v1/projects/{project_id}/purge-preview` */
export function previewPurge(parts: HttpParts): Handler {
  return async (request, reply) => {
    const { retention_days: days } = readQuery('PreviewPurge', request)
    const signal = querySignal(reply, parts.queryTimeoutMs)
    const preview = await parts.retention.preview(projectOf(parts, request), { days, signal })
    return sendAnswer(reply, 'PreviewPurge', toPurgePreviewView(preview))
  }
}

/** @throws {EntityNotFoundError} the account has no such project */
function projectOf({ administration }: HttpParts, { principal, pathParameters }: FastifyRequest): string {
  return administration.project(principal.user, pathParameter(pathParameters, 'project_id')).id
}
