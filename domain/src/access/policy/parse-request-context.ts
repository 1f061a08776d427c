import { InvalidParameterError } from '../../errors.js'
import { CONDITION_KEYS, isConditionKey, type KeyKind, type RequestContext } from './condition-keys.js'
import { parseBooleans, parseInstants, parseNumbers, parseTexts } from './condition-values.js'

/** Reads the value of a key of each kind, as conditions read theirs. */
const READERS: Readonly<Record<KeyKind, (values: unknown, place: string) => readonly unknown[]>> = {
  text: parseTexts,
  instant: parseInstants,
  number: parseNumbers,
  boolean: parseBooleans,
  address: parseTexts,
}

/**
 * Values of condition keys as texts, for example from a question to the simulator.
 *
 * @throws {InvalidParameterError} there is no such key, or the text is not of its kind
 */
export function parseRequestContext(texts: Readonly<Record<string, string>>): RequestContext {
  const entries = Object.entries(texts).map(([key, text]) => {
    const place = `context.${key}`
    if (!isConditionKey(key)) {
      throw new InvalidParameterError(place, `is no condition key; there are ${Object.keys(CONDITION_KEYS).join(', ')}`)
    }
    return [key, READERS[CONDITION_KEYS[key]]([text], place)[0]]
  })
  // Each value was just read as what its key holds.
  return Object.fromEntries(entries) as RequestContext
}
