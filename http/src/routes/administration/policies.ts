import { sendAnswer, sendDone } from '../../answer/send-answer.js'
import { readJsonBody } from '../../body/json-body.js'
import type { HttpParts } from '../../http-parts.js'
import { pathParameter } from '../../reading/path-parameters.js'
import { systemPolicyViews, toPolicyView } from '../../wire/administration.js'
import { once } from '../once.js'
import type { Handler } from '../operation-route.js'

/** `GET /admin/v1/policies` */
export function listPolicies({ administration }: HttpParts): Handler {
  return async ({ principal }, reply) => {
    const custom = administration.directory.all('policy', principal.account.id).map(toPolicyView)
    return sendAnswer(reply, 'ListPolicies', { policies: [...systemPolicyViews(), ...custom] })
  }
}

/** `POST /admin/v1/policies` */
export function createPolicy(parts: HttpParts): Handler {
  return once(parts, async (request, reply) => {
    const { name, description = '', document: source } = readJsonBody('CreatePolicy', request)
    const policy = await parts.administration.createPolicy(request.principal.user, { name, description, source })
    return sendAnswer(reply, 'CreatePolicy', toPolicyView(policy))
  })
}

/** `GET /admin/v1/policies/{policy_id}` */
export function showPolicy({ administration }: HttpParts): Handler {
  return async ({ principal, pathParameters }, reply) => {
    const policyId = pathParameter(pathParameters, 'policy_id')
    const system = systemPolicyViews().find(({ policy_id }) => policy_id === policyId)
    return sendAnswer(reply, 'ShowPolicy', system ?? toPolicyView(administration.policy(principal.user, policyId)))
  }
}

/** `PUT /admin/v1/policies/{policy_id}` */
export function updatePolicy(parts: HttpParts): Handler {
  return once(parts, async (request, reply) => {
    const policyId = pathParameter(request.pathParameters, 'policy_id')
    const { name, description = '', document: source } = readJsonBody('UpdatePolicy', request)
    const order = { name, description, source }
    const policy = await parts.administration.updatePolicy(request.principal.user, policyId, order)
    return sendAnswer(reply, 'UpdatePolicy', toPolicyView(policy))
  })
}

/** `DELETE /admin/v1/policies/{policy_id}` */
export function deletePolicy({ administration }: HttpParts): Handler {
  return async ({ principal, pathParameters }, reply) => {
    await administration.deletePolicy(principal.user, pathParameter(pathParameters, 'policy_id'))
    return sendDone(reply, 'DeletePolicy')
  }
}
