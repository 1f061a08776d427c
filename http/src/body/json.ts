import { isUtf8 } from 'node:buffer'
import { InvalidParameterError } from '@deskledger/domain'
import { ApiFailure } from '../answer/api-failure.js'
import { repeatedMember } from './repeated-member.js'

/**
 * Reads a body as JSON.
 *
 * @param checkedDepth how deep repeated members are looked for; see {@link repeatedMember}
 * @throws {ApiFailure} `emptyBody`
 * @throws {InvalidParameterError} it is not JSON in UTF-8, or an object that has a member twice: readers differ in which
 * of the two they take
 */
export function parseJson(bytes: Buffer, checkedDepth?: number): unknown {
  if (bytes.byteLength === 0) throw new ApiFailure('emptyBody', 'The body is empty; the operation needs one.')
  if (!isUtf8(bytes)) throw new InvalidParameterError('body', 'is not UTF-8')
  const text = bytes.toString()
  const value = parsed(text)
  const name = repeatedMember(text, checkedDepth)
  if (name !== undefined) throw new InvalidParameterError(shown(name), 'stands in the body more than once')
  return value
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new InvalidParameterError('body', 'is not JSON')
  }
}

/** A name as a message repeats it. */
export function shown(name: string): string {
  return name.slice(0, 64).toWellFormed()
}
