import { InvalidParameterError } from '../../errors.js'
import type { Condition } from './condition.js'
import {
  CONDITION_KEYS,
  type ConditionKey,
  isConditionKey,
  isKeyOf,
  type KeyKind,
  type KeyOf,
} from './condition-keys.js'
import { parseBooleans, parseInstants, parseNumbers, parseRanges, parseTexts } from './condition-values.js'
import { parseOperator, type SuffixedOperator } from './parse-operator.js'
import type { WritableVersion } from './policy-document.js'
import { membersOf } from './strict-json.js'

/**
 * Reads `{operator: {key: [values]}}`; all of the conditions have to hold.
 * @throws {InvalidParameterError} naming an unknown operator or key, a key that the operator cannot compare, or a value
 */
export function parseConditions(value: unknown, place: string, version: WritableVersion): readonly Condition[] {
  return [...membersOf(value, place)].flatMap(([name, keys]) => {
    const operatorPlace = `${place}.${name}`
    const operator = parseOperator(name, operatorPlace, version)
    return [...membersOf(keys, operatorPlace)].map(([key, values]) => {
      const keyPlace = `${operatorPlace}.${key}`
      if (!isConditionKey(key)) {
        throw new InvalidParameterError(keyPlace, `is no condition key: ${Object.keys(CONDITION_KEYS).join(', ')}`)
      }
      return conditionOf(operator, key, values, keyPlace)
    })
  })
}

function conditionOf(suffixed: SuffixedOperator, key: ConditionKey, values: unknown, place: string): Condition {
  const { operator, isMissingEnough } = suffixed
  switch (operator.kind) {
    case 'text':
      return { ...operator, isMissingEnough, key: keyOf('text', key, place), values: parseTexts(values, place) }
    case 'number':
      return { ...operator, isMissingEnough, key: keyOf('number', key, place), values: parseNumbers(values, place) }
    case 'instant':
      return { ...operator, isMissingEnough, key: keyOf('instant', key, place), values: parseInstants(values, place) }
    case 'boolean':
      return { ...operator, isMissingEnough, key: keyOf('boolean', key, place), values: parseBooleans(values, place) }
    case 'address':
      return { ...operator, isMissingEnough, key: keyOf('address', key, place), values: parseRanges(values, place) }
    case 'presence':
      return { ...operator, key, values: parseBooleans(values, place) }
  }
}

function keyOf<K extends KeyKind>(kind: K, key: ConditionKey, place: string): KeyOf<K> {
  if (isKeyOf(kind, key)) return key
  throw new InvalidParameterError(place, `cannot be compared so: ${key} is of kind ${CONDITION_KEYS[key]}, not ${kind}`)
}
