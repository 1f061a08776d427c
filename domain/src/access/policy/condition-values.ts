import { parseInstant } from '../../connection-record/instant.js'
import { InvalidParameterError } from '../../errors.js'
import { type AddressRange, parseAddressRange } from './address-range.js'
import { readTexts } from './strict-json.js'

const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['false', false],
])

/** Plain decimals that a double keeps apart. */
const NUMBER = /^-?(?:0|[1-9]\d{0,8})(?:\.\d{1,6})?$/

/*
 * Values of conditions are texts in an array, whatever they mean (spec/auth.md 5.1 and 5.2). Each of these functions throws
 * an InvalidParameterError that names the value's place.
 */

/** Texts as written; an empty one is a text too. */
export const parseTexts = (values: unknown, place: string): readonly string[] =>
  readTexts(values, place, (text) => text)

/** Decimals without exponent, of at most nine digits before and six behind the point. */
export const parseNumbers = valuesReader(
  (text) => (NUMBER.test(text) ? Number(text) : undefined),
  'a decimal number such as 900, of at most 9 digits before and 6 behind the point',
)

/** Instants as `parseInstant` reads them. */
export const parseInstants = valuesReader(parseInstant, 'a time such as 2026-03-31T12:00:00Z')

/** `true` and `false`. */
export const parseBooleans = valuesReader((text) => BOOLEANS.get(text), 'true or false')

/** Addresses and ranges of addresses. */
export const parseRanges: (values: unknown, place: string) => readonly AddressRange[] = valuesReader(
  parseAddressRange,
  'an IP address or a range such as 192.0.2.0/24',
)

function valuesReader<T>(
  read: (text: string) => T | undefined,
  expected: string,
): (values: unknown, place: string) => readonly T[] {
  return (values, place) =>
    readTexts(values, place, (text, textPlace) => {
      const value = read(text)
      if (value === undefined) throw new InvalidParameterError(textPlace, `must be ${expected}`)
      return value
    })
}
