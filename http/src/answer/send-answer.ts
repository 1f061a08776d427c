import { type AnswerOf, OPERATIONS, type OperationId } from '@deskledger/contract'
import type { FastifyReply } from 'fastify'
import { sendJson } from './send-json.js'

/** Answers an operation with the contract's status and a body of the contract's type. */
export function sendAnswer<Id extends OperationId>(reply: FastifyReply, id: Id, body: AnswerOf<Id>): FastifyReply {
  return sendJson(reply.code(OPERATIONS[id].answer.status), body)
}

/** Answers an operation whose answer has no body. */
export function sendDone(reply: FastifyReply, id: OperationId): FastifyReply {
  return reply.code(OPERATIONS[id].answer.status).send()
}
