import type { FaultPlan } from '@deskledger/domain'
import type { FastifyRequest } from 'fastify'
import { ApiFailure } from '../../answer/api-failure.js'
import { sendAnswer, sendDone } from '../../answer/send-answer.js'
import { readJsonBody } from '../../body/json-body.js'
import type { HttpParts } from '../../http-parts.js'
import { pathParameter } from '../../reading/path-parameters.js'
import { toFaultView, toPlannedFault } from '../../wire/fault.js'
import { once } from '../once.js'
import type { Handler } from '../operation-route.js'

/** `GET /admin/v1/projects/{project_id}/faults` */
export function listFaults(parts: HttpParts): Handler {
  return async (request, reply) => {
    const { plan, projectId } = planOf(parts, request)
    return sendAnswer(reply, 'ListFaults', { faults: plan.list(projectId).map(toFaultView) })
  }
}

/** `POST /admin/v1/projects/{project_id}/faults` */
export function addFault(parts: HttpParts): Handler {
  return once(parts, async (request, reply) => {
    const { plan, projectId } = planOf(parts, request)
    plan.add(projectId, toPlannedFault(readJsonBody('AddFault', request)))
    return sendAnswer(reply, 'AddFault', { faults: plan.list(projectId).map(toFaultView) })
  })
}

/** `DELETE /admin/v1/projects/{project_id}/faults` */
export function clearFaults(parts: HttpParts): Handler {
  return once(parts, async (request, reply) => {
    const { plan, projectId } = planOf(parts, request)
    plan.clear(projectId)
    return sendDone(reply, 'ClearFaults')
  })
}

/** @throws {ApiFailure} `notFound`: failures on demand are off @throws {EntityNotFoundError} no such project */
function planOf(
  { faults, administration }: HttpParts,
  { principal, pathParameters }: FastifyRequest,
): { plan: FaultPlan; projectId: string } {
  if (faults === undefined) {
    throw new ApiFailure('notFound', 'Failures on demand are off; start the server with --faults.')
  }
  const { id: projectId } = administration.project(principal.user, pathParameter(pathParameters, 'project_id'))
  return { plan: faults, projectId }
}
