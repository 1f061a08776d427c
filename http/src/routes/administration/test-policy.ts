import type { BodyOf, PolicyTestResult } from '@deskledger/contract'
import { InvalidParameterError, parseRequestContext, type SimulatedDecision, type Simulation } from '@deskledger/domain'
import { sendAnswer } from '../../answer/send-answer.js'
import { readJsonBody } from '../../body/json-body.js'
import type { HttpParts } from '../../http-parts.js'
import type { Handler } from '../operation-route.js'

/** `POST /admin/v1/policy-test` */
export function testPolicy({ simulator }: HttpParts): Handler {
  return async (request, reply) => {
    const simulation = toSimulation(readJsonBody('TestPolicy', request))
    const decision = simulator.decision(request.principal, simulation, { sourceIp: request.ip })
    return sendAnswer(reply, 'TestPolicy', toResult(decision))
  }
}

function toSimulation(body: BodyOf<'TestPolicy'>): Simulation {
  return {
    action: body.action,
    about: subjectOf(body),
    resource: body.resource,
    projectId: body.project_id,
    enterpriseProjectId: body.enterprise_project_id,
    context: parseRequestContext(body.context ?? {}),
  }
}

function subjectOf({ user_id: userId, documents }: BodyOf<'TestPolicy'>): Simulation['about'] {
  if (userId !== undefined && documents === undefined) return { userId }
  if (documents !== undefined && userId === undefined) return { documents }
  const problem = userId === undefined ? 'or documents has to be there' : 'and documents exclude each other'
  throw new InvalidParameterError('user_id', problem)
}

function toResult({ outcome, decidedBy, isRoot, grantId }: SimulatedDecision): PolicyTestResult {
  return {
    outcome,
    reason: reasonOf(outcome, isRoot),
    ...(decidedBy && {
      decided_by: {
        policy_id: decidedBy.policyId,
        policy_name: decidedBy.policyName,
        statement: decidedBy.statement,
        ...(decidedBy.sid === undefined ? {} : { sid: decidedBy.sid }),
        ...(grantId === undefined ? {} : { grant_id: grantId }),
      },
    }),
  }
}

function reasonOf(outcome: PolicyTestResult['outcome'], isRoot: boolean): string {
  if (isRoot) return 'The root user may do everything in the account.'
  switch (outcome) {
    case 'allow':
      return 'A statement allows it and none denies it.'
    case 'explicit-deny':
      return 'A statement denies it, and that goes before any that allows it.'
    case 'implicit-deny':
      return 'No statement allows it.'
  }
}
