import { sendAnswer, sendDone } from '../../answer/send-answer.js'
import { readJsonBody } from '../../body/json-body.js'
import type { HttpParts } from '../../http-parts.js'
import { pathParameter } from '../../reading/path-parameters.js'
import { toGroupView } from '../../wire/administration.js'
import { once } from '../once.js'
import type { Handler } from '../operation-route.js'

/** `GET /admin/v1/groups` */
export function listGroups({ administration }: HttpParts): Handler {
  return async ({ principal }, reply) => {
    const { directory } = administration
    const groups = directory.all('group', principal.account.id)
    return sendAnswer(reply, 'ListGroups', { groups: groups.map((group) => toGroupView(group, directory)) })
  }
}

/** `POST /admin/v1/groups` */
export function createGroup(parts: HttpParts): Handler {
  return once(parts, async (request, reply) => {
    const { name, description = '' } = readJsonBody('CreateGroup', request)
    const group = await parts.administration.createGroup(request.principal.user, { name, description })
    return sendAnswer(reply, 'CreateGroup', toGroupView(group, parts.administration.directory))
  })
}

/** `GET /admin/v1/groups/{group_id}` */
export function showGroup({ administration }: HttpParts): Handler {
  return async ({ principal, pathParameters }, reply) => {
    const group = administration.group(principal.user, pathParameter(pathParameters, 'group_id'))
    return sendAnswer(reply, 'ShowGroup', toGroupView(group, administration.directory))
  }
}

/** `DELETE /admin/v1/groups/{group_id}` */
export function deleteGroup({ administration }: HttpParts): Handler {
  return async ({ principal, pathParameters }, reply) => {
    await administration.deleteGroup(principal.user, pathParameter(pathParameters, 'group_id'))
    return sendDone(reply, 'DeleteGroup')
  }
}

/** `PUT /admin/v1/groups/{group_id}/users/{user_id}` */
export function addUserToGroup(parts: HttpParts): Handler {
  return once(parts, async ({ principal, pathParameters }, reply) => {
    const [groupId, userId] = [pathParameter(pathParameters, 'group_id'), pathParameter(pathParameters, 'user_id')]
    await parts.administration.addUserToGroup(principal.user, groupId, userId)
    return sendDone(reply, 'AddUserToGroup')
  })
}

/** `DELETE /admin/v1/groups/{group_id}/users/{user_id}` */
export function removeUserFromGroup(parts: HttpParts): Handler {
  return once(parts, async ({ principal, pathParameters }, reply) => {
    const [groupId, userId] = [pathParameter(pathParameters, 'group_id'), pathParameter(pathParameters, 'user_id')]
    await parts.administration.removeUserFromGroup(principal.user, groupId, userId)
    return sendDone(reply, 'RemoveUserFromGroup')
  })
}
