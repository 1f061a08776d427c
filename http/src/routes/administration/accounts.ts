import { sendAnswer } from '../../answer/send-answer.js'
import { readJsonBody } from '../../body/json-body.js'
import type { HttpParts } from '../../http-parts.js'
import { pathParameter } from '../../reading/path-parameters.js'
import { toAccountView, toNewAccessKey } from '../../wire/administration.js'
import { once } from '../once.js'
import type { Handler } from '../operation-route.js'

/** `GET /admin/v1/accounts` */
export function listAccounts({ administration }: HttpParts): Handler {
  return async (_request, reply) =>
    sendAnswer(reply, 'ListAccounts', { accounts: administration.directory.all('account').map(toAccountView) })
}

/** `POST /admin/v1/accounts` */
export function createAccount(parts: HttpParts): Handler {
  return once(parts, async (request, reply) => {
    const body = readJsonBody('CreateAccount', request)
    const founded = await parts.administration.createAccount({
      name: body.name,
      projectName: body.project_name ?? parts.region,
      rootName: body.root_user ?? 'root',
      rootPassword: body.root_password,
    })
    return sendAnswer(reply, 'CreateAccount', {
      account: toAccountView(founded.account),
      project_id: founded.project.id,
      user_id: founded.root.id,
      access_key: toNewAccessKey(founded.accessKey, founded.secretKey),
      ...(body.root_password === undefined ? { root_password: founded.password } : {}),
    })
  })
}

/** `PATCH /admin/v1/accounts/{account_id}` */
export function updateAccount(parts: HttpParts): Handler {
  return once(parts, async (request, reply) => {
    const accountId = pathParameter(request.pathParameters, 'account_id')
    const { enabled } = readJsonBody('UpdateAccount', request)
    return sendAnswer(
      reply,
      'UpdateAccount',
      toAccountView(await parts.administration.enableAccount(accountId, enabled)),
    )
  })
}
