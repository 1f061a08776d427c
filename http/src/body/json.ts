import { isUtf8 } from 'node:buffer'
import { InvalidParameterError } from '@deskledger/domain'
import { ApiFailure } from '../answer/api-failure.js'
import { memberNames } from './member-names.js'

/**
 * Reads a body as JSON.
 *
 * @throws {ApiFailure} `emptyBody`
 * @throws {InvalidParameterError} it is not JSON in UTF-8, or an object that has a member twice: readers differ in which
 * of the two they take
 */
export function parseJson(bytes: Buffer): unknown {
  if (bytes.byteLength === 0) throw new ApiFailure('emptyBody', 'The body is empty; the operation needs one.')
  if (!isUtf8(bytes)) throw new InvalidParameterError('body', 'is not UTF-8')
  const text = bytes.toString()
  const value = parsed(text)
  const seen = new Set<string>()
  for (const name of memberNames(text)) {
    if (seen.has(name)) throw new InvalidParameterError(shown(name), 'stands in the body more than once')
    seen.add(name)
  }
  return value
}

/**
 * The one member of a body that is an object of one member.
 *
 * @returns undefined when it is absent
 * @throws {InvalidParameterError} the body is no object, or has another member
 */
export function onlyMember(name: string, body: unknown): unknown {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new InvalidParameterError('body', `must be an object with the member ${name}`)
  }
  for (const other of Object.keys(body)) {
    if (other !== name) throw new InvalidParameterError(shown(other), 'is not a known member of the body')
  }
  return (body as Record<string, unknown>)[name]
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new InvalidParameterError('body', 'is not JSON')
  }
}

/** A name as a message repeats it. */
function shown(name: string): string {
  return name.slice(0, 64).toWellFormed()
}
