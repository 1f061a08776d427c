import { OPERATIONS, type OperationId } from '@deskledger/contract'
import { InvalidParameterError } from '@deskledger/domain'
import type { TObject } from 'typebox'
import type { RequestTarget } from './target.js'
import { readValue } from './value.js'

/** Values of a path; `task_id` is empty where the path has none. */
export interface PathParameters {
  readonly project_id: string
  readonly task_id: string
}

/**
 * The parameters in the path of an operation, which the target is known to match.
 *
 * @throws {InvalidParameterError} one is empty, too long, or still the template's own `{name}`
 */
export function readPathParameters(id: OperationId, { segments }: RequestTarget): PathParameters {
  const { path, pathParameters } = OPERATIONS[id]
  const { properties }: TObject = pathParameters
  const parts = path.slice(1).split('/')
  const found = { project_id: '', task_id: '' }
  for (const name of ['project_id', 'task_id'] as const) {
    const schema = properties[name]
    if (schema === undefined) continue
    const placeholder = `{${name}}`
    const text = segments[parts.indexOf(placeholder)] ?? ''
    if (text === placeholder) {
      const remedy = name === 'project_id' ? ': the client has no project id; set it in its credentials' : ''
      throw new InvalidParameterError(name, `is still the placeholder ${placeholder}${remedy}`)
    }
    found[name] = String(readValue(name, text, schema) ?? '')
  }
  return found
}
