import type { QueryOf } from '@deskledger/contract'
import { InvalidParameterError, type Project } from '@deskledger/domain'
import { sendAnswer } from '../../answer/send-answer.js'
import type { HttpParts } from '../../http-parts.js'
import { readQuery } from '../../reading/query.js'
import { toKeystoneProject } from '../../wire/identity.js'
import type { Handler } from '../operation-route.js'
import { addressOf } from './address.js'

const ID = 'KeystoneListProjects'

/** `GET /v3/projects`: what the caller may reach. */
export function listProjects({ access }: HttpParts): Handler {
  return async (request, reply) => {
    const query = readQuery(ID, request)
    const selfOf = addressOf(request)
    const projects = paged(
      access.projectsOf(request.principal).filter((project) => isMeant(project, query)),
      query,
    )
    return sendAnswer(reply, ID, {
      projects: projects.map((project) => toKeystoneProject(project, selfOf)),
      links: { self: selfOf('/v3/projects'), next: null, previous: null },
    })
  }
}

function isMeant(project: Project, query: QueryOf<typeof ID>): boolean {
  return (
    (query.domain_id ?? project.accountId) === project.accountId &&
    (query.parent_id ?? project.accountId) === project.accountId &&
    (query.name ?? project.name) === project.name &&
    (query.enabled ?? project.isEnabled) === project.isEnabled &&
    query.is_domain !== true
  )
}

/** @throws {InvalidParameterError} one of the two without the other */
function paged(
  projects: readonly Project[],
  { page, per_page: perPage }: Pick<QueryOf<typeof ID>, 'page' | 'per_page'>,
): readonly Project[] {
  if (page === undefined && perPage === undefined) return projects
  if (page === undefined) throw new InvalidParameterError('page', 'is missing; it goes with per_page')
  if (perPage === undefined) throw new InvalidParameterError('per_page', 'is missing; it goes with page')
  return projects.slice((page - 1) * perPage, page * perPage)
}
