import { OPERATIONS, type OperationId } from '@deskledger/contract'
import type { ProjectScope } from '@deskledger/domain'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Admission } from '../admission/admission.js'
import { admitRequests } from '../admission/admit-requests.js'
import { ApiFailure } from '../answer/api-failure.js'
import { Authenticator } from '../authentication/authenticator.js'
import { PasswordSignIn } from '../authentication/password-sign-in.js'
import { refuseOnDemand } from '../faults.js'
import type { HttpParts } from '../http-parts.js'
import { pathParameter } from '../reading/path-parameters.js'
import { operationRoutes } from '../routes/index.js'
import type { RouteParts } from '../routes/operation-route.js'
import { askedEnterpriseProject } from '../wire/record-filter.js'
import { demandIdentity } from './identified.js'
import { operationOf, readPaths, readRequest } from './read-request.js'

declare module 'fastify' {
  interface FastifyRequest {
    /** What the principal may see; in the scope of projects. */
    projectScope: ProjectScope
  }
}

/** Every operation of the contract, in the scope that its access names: none can be reached in another way. */
export async function operationScopes(app: FastifyInstance, given: HttpParts): Promise<void> {
  // One of each for all scopes: guesses are counted together.
  const authenticator = new Authenticator(given)
  const admission = new Admission(given)
  const bodyPace = { ...given.bodyPace, onTooSlow: () => given.observer?.cutOff('slow-sender') }
  const parts = { ...given, passwordSignIn: new PasswordSignIn(given), admission, bodyPace }
  admitRequests(app, admission)
  readPaths(app)
  app.register(async (scope) => {
    scope.addHook('preHandler', (request) => readRequest(request, parts))
    operationRoutes(scope, parts, 'public')
  })
  app.register(async (scope) => {
    demandIdentity(scope, parts, authenticator, () => {})
    operationRoutes(scope, parts, 'identity')
  })
  app.register(async (scope) => {
    scope.decorateRequest('projectScope')
    demandIdentity(scope, parts, authenticator, (request) => admitToProject(request, parts))
    operationRoutes(scope, parts, 'project')
  })
  app.register(async (scope) => {
    demandIdentity(scope, parts, authenticator, (request) => admitToAccount(request, parts))
    operationRoutes(scope, parts, 'account')
    operationRoutes(scope, parts, 'server')
  })
}

/** Asking for an export, or what it would be like. */
const OPEN_EXPORT: ReadonlySet<OperationId> = new Set(['ExportUserConnectionNew', 'EstimateExport'])

async function admitToProject(
  request: FastifyRequest,
  { access, exportAccess, faults, admission }: RouteParts,
): Promise<void> {
  const operationId = operationOf(request)
  const projectId = pathParameter(request.pathParameters, 'project_id')
  if ((request.headers['x-project-id'] ?? projectId) !== projectId) {
    throw new ApiFailure('forbidden', 'X-Project-Id is not the project of the path.')
  }
  admission.project(projectId, request)
  request.projectScope = await access.inProject(request.principal, {
    projectId,
    action: actionOf(request),
    sourceIp: request.ip,
    enterpriseProjectId: enterpriseProjectIn(request),
    // The published API demands no action for the export (spec/auth.md 5.3); the setting decides.
    isOpen: OPEN_EXPORT.has(operationId) && exportAccess === 'open',
    // A delivered line may belong to any enterprise project.
    isIndivisible: operationId === 'IngestConnectionRecords',
  })
  refuseOnDemand(faults, projectId, operationId)
}

function admitToAccount(request: FastifyRequest, { access }: HttpParts): void {
  const { principal } = request
  if (OPERATIONS[operationOf(request)].access.scope === 'server' && !principal.account.isFounding) {
    throw new ApiFailure('forbidden', 'Only the account that the server was founded with may do this.')
  }
  access.inAccount(principal, actionOf(request), { sourceIp: request.ip })
}

function actionOf(request: FastifyRequest): string {
  const { access } = OPERATIONS[operationOf(request)]
  if (!('action' in access)) throw new Error(`${operationOf(request)} has no action.`)
  return access.action
}

/** The enterprise project that a request asks for, if it can. */
function enterpriseProjectIn(request: FastifyRequest): string | undefined {
  const { properties } = OPERATIONS[operationOf(request)].query
  if (!Object.hasOwn(properties, 'enterprise_project_id')) return undefined
  const [, asked] = request.target.query.find(([key]) => key === 'enterprise_project_id') ?? []
  return askedEnterpriseProject(asked)
}
