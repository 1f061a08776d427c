import { OPERATIONS, type Operation, type OperationId } from '@deskledger/contract'
import { InvalidParameterError } from '@deskledger/domain'
import type { RequestTarget } from './target.js'
import { readValue } from './value.js'

/** Values of the parameters in a path, by name. */
export type PathParameters = Readonly<Record<string, string>>

/**
 * The parameters in the path of an operation, which the target is known to match.
 *
 * @throws {InvalidParameterError} one is empty, too long, or still the template's own `{name}`
 */
export function readPathParameters(id: OperationId, { segments }: RequestTarget): PathParameters {
  const { path, pathParameters }: Operation = OPERATIONS[id]
  const parts = path.slice(1).split('/')
  const entries = Object.entries(pathParameters.properties).map(([name, schema]) => {
    const placeholder = `{${name}}`
    const text = segments[parts.indexOf(placeholder)] ?? ''
    if (text === placeholder) {
      const remedy = name === 'project_id' ? ': the client has no project id; set it in its credentials' : ''
      throw new InvalidParameterError(name, `is still the placeholder ${placeholder}${remedy}`)
    }
    return [name, String(readValue(name, text, schema))]
  })
  return Object.fromEntries(entries)
}

/**
 * A parameter that the path of the operation is known to have.
 *
 * @throws {TypeError} it has none of that name: a mistake of ours
 */
export function pathParameter(parameters: PathParameters, name: string): string {
  const value = parameters[name]
  if (value === undefined) throw new TypeError(`the path has no ${name}`)
  return value
}
