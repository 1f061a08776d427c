import { LIMITS } from '@deskledger/contract'
import { InvalidParameterError } from '@deskledger/domain'
import { onlyMember } from './json.js'

/**
 * The tasks that `{"task_ids":[…]}` names, by the bounds of the contract.
 *
 * @throws {InvalidParameterError} the body is not such an object
 */
export function readTaskIds(body: unknown): readonly string[] {
  const ids = onlyMember('task_ids', body)
  if (ids === undefined) throw problem('is missing')
  if (!Array.isArray(ids)) throw problem('must be an array')
  if (ids.length < 1 || ids.length > LIMITS.deleteTaskCount) {
    throw problem(`must have 1 to ${LIMITS.deleteTaskCount} ids`)
  }
  if (!ids.every(isTaskId)) throw problem(`must be text of 1 to ${LIMITS.taskIdLength} characters each`)
  if (new Set(ids).size < ids.length) throw problem('has the same id twice')
  return ids
}

function isTaskId(id: unknown): id is string {
  return typeof id === 'string' && id !== '' && [...id].length <= LIMITS.taskIdLength
}

function problem(text: string): InvalidParameterError {
  return new InvalidParameterError('task_ids', text)
}
