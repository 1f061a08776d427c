import { sendAnswer } from '../../answer/send-answer.js'
import { readJsonBody } from '../../body/json-body.js'
import type { HttpParts } from '../../http-parts.js'
import { pathParameter } from '../../reading/path-parameters.js'
import { toProjectView } from '../../wire/administration.js'
import { once } from '../once.js'
import type { Handler } from '../operation-route.js'

/** `GET /admin/v1/projects` */
export function listAccountProjects({ administration }: HttpParts): Handler {
  return async ({ principal }, reply) => {
    const projects = administration.directory.all('project', principal.account.id)
    return sendAnswer(reply, 'ListProjects', { projects: projects.map(toProjectView) })
  }
}

/** `POST /admin/v1/projects` */
export function createProject(parts: HttpParts): Handler {
  return once(parts, async (request, reply) => {
    const { name, project_id: projectId } = readJsonBody('CreateProject', request)
    const project = await parts.administration.createProject(request.principal.user, name, projectId)
    return sendAnswer(reply, 'CreateProject', toProjectView(project))
  })
}

/** `PATCH /admin/v1/projects/{project_id}` */
export function updateProject(parts: HttpParts): Handler {
  return once(parts, async (request, reply) => {
    const projectId = pathParameter(request.pathParameters, 'project_id')
    const { name, enabled: isEnabled } = readJsonBody('UpdateProject', request)
    const project = await parts.administration.updateProject(request.principal.user, projectId, { name, isEnabled })
    return sendAnswer(reply, 'UpdateProject', toProjectView(project))
  })
}
