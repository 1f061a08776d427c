import { InvalidParameterError } from '../../errors.js'

/**
 * The members of an object, which must have some, all of them known.
 * @param known what it may have; absent: any
 * @throws {InvalidParameterError} naming the place, or the unknown member
 */
export function membersOf(value: unknown, place: string, known?: readonly string[]): ReadonlyMap<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new InvalidParameterError(place, 'must be an object')
  }
  const members = new Map<string, unknown>(Object.entries(value))
  if (members.size === 0) throw new InvalidParameterError(place, 'must not be empty')
  for (const name of members.keys()) {
    if (known?.includes(name) === false) {
      throw new InvalidParameterError(`${place}.${name}`, `is unknown; ${place} takes ${known.join(', ')}`)
    }
  }
  return members
}

/** @throws {InvalidParameterError} the value is not an array, or has fewer than one or more than `maxCount` items */
export function itemsOf(value: unknown, place: string, maxCount: number): readonly unknown[] {
  if (!Array.isArray(value)) throw new InvalidParameterError(place, 'must be an array')
  if (value.length === 0) throw new InvalidParameterError(place, 'must not be empty')
  if (value.length > maxCount) throw new InvalidParameterError(place, `must have at most ${maxCount} items`)
  return value
}

/**
 * Reads an array of texts, each by `read`, which is told the place of its text.
 * @throws {InvalidParameterError} the value is no array, is empty, or holds something other than text
 */
export function readTexts<T>(value: unknown, place: string, read: (text: string, place: string) => T): readonly T[] {
  return itemsOf(value, place, Number.POSITIVE_INFINITY).map((item, index) => {
    const itemPlace = `${place}[${index}]`
    if (typeof item !== 'string') throw new InvalidParameterError(itemPlace, 'must be text')
    return read(item, itemPlace)
  })
}
