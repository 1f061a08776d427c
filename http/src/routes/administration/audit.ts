import type { BodyOf } from '@deskledger/contract'
import { type ErasureOrder, InvalidParameterError, type Principal } from '@deskledger/domain'
import { sendAnswer } from '../../answer/send-answer.js'
import { sendJson } from '../../answer/send-json.js'
import { readJsonBody } from '../../body/json-body.js'
import type { HttpParts } from '../../http-parts.js'
import { readQuery } from '../../reading/query.js'
import { auditScopeOf, toAuditEntryView, toAuditQuery } from '../../wire/audit.js'
import { once } from '../once.js'
import type { Handler } from '../operation-route.js'

type Parts = Pick<HttpParts, 'audit'>

/** `GET /admin/v1/audit-entries` */
export function listAuditEntries({ audit }: Parts): Handler {
  return async (request, reply) => {
    const query = toAuditQuery(request.principal, readQuery('ListAuditEntries', request))
    const { entries, next } = await audit.list(query)
    return sendAnswer(reply, 'ListAuditEntries', {
      audit_entries: entries.map(toAuditEntryView),
      ...(next === undefined ? {} : { next_before_sequence: next }),
    })
  }
}

/** `GET /admin/v1/audit-checkpoint`: the very text that is kept with the log. */
export function showAuditCheckpoint({ audit }: Parts): Handler {
  return async (_request, reply) => sendJson(reply, await audit.checkpoint())
}

/** `POST /admin/v1/audit-entries/erase-personal-data` */
export function erasePersonalData(parts: HttpParts): Handler {
  return once(parts, async (request, reply) => {
    const order = toErasureOrder(request.principal, readJsonBody('ErasePersonalData', request))
    return sendAnswer(reply, 'ErasePersonalData', { erased_count: await parts.audit.erase(order) })
  })
}

/** @throws {InvalidParameterError} both or neither of user and value */
function toErasureOrder(principal: Principal, { user_id: userId, value }: BodyOf<'ErasePersonalData'>): ErasureOrder {
  if (userId !== undefined && value === undefined) return { ...auditScopeOf(principal), userId }
  if (value !== undefined && userId === undefined) return { ...auditScopeOf(principal), value }
  const problem = userId === undefined ? 'or value has to be there' : 'and value exclude each other'
  throw new InvalidParameterError('user_id', problem)
}
