import { sendAnswer, sendDone } from '../../answer/send-answer.js'
import { readJsonBody } from '../../body/json-body.js'
import type { HttpParts } from '../../http-parts.js'
import { pathParameter } from '../../reading/path-parameters.js'
import { toUserView } from '../../wire/administration.js'
import { once } from '../once.js'
import type { Handler } from '../operation-route.js'

/** `GET /admin/v1/users` */
export function listUsers({ administration }: HttpParts): Handler {
  return async ({ principal }, reply) => {
    const users = administration.directory.all('user', principal.account.id)
    return sendAnswer(reply, 'ListUsers', { users: users.map(toUserView) })
  }
}

/** `POST /admin/v1/users` */
export function createUser(parts: HttpParts): Handler {
  return once(parts, async (request, reply) => {
    const user = await parts.administration.createUser(request.principal.user, readJsonBody('CreateUser', request))
    return sendAnswer(reply, 'CreateUser', toUserView(user))
  })
}

/** `GET /admin/v1/users/{user_id}` */
export function showUser({ administration }: HttpParts): Handler {
  return async ({ principal, pathParameters }, reply) => {
    const user = administration.user(principal.user, pathParameter(pathParameters, 'user_id'))
    return sendAnswer(reply, 'ShowUser', toUserView(user))
  }
}

/** `PATCH /admin/v1/users/{user_id}` */
export function updateUser(parts: HttpParts): Handler {
  return once(parts, async (request, reply) => {
    const userId = pathParameter(request.pathParameters, 'user_id')
    const { enabled: isEnabled, ...changes } = readJsonBody('UpdateUser', request)
    const user = await parts.administration.updateUser(request.principal.user, userId, { ...changes, isEnabled })
    return sendAnswer(reply, 'UpdateUser', toUserView(user))
  })
}

/** `DELETE /admin/v1/users/{user_id}` */
export function deleteUser({ administration }: HttpParts): Handler {
  return async ({ principal, pathParameters }, reply) => {
    await administration.deleteUser(principal.user, pathParameter(pathParameters, 'user_id'))
    return sendDone(reply, 'DeleteUser')
  }
}
