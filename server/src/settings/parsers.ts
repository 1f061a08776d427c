import { problemOfName } from '@deskledger/domain'
import { keyFromText } from '../secrets/key-text.js'

/** Reads the text of a setting, or says what it takes. */
export type Parse<T> = (value: string) => { readonly value: T } | { readonly problem: string }

/** A whole number by strict grammar, both bounds included. */
export function wholeNumber(min: number, max: number): Parse<number> {
  return (value) => {
    const number = /^(?:0|[1-9]\d{0,9})$/.test(value) ? Number(value) : Number.NaN
    if (number >= min && number <= max) return { value: number }
    return { problem: min === max ? `must be ${min}` : `must be a whole number from ${min} to ${max}` }
  }
}

/** Printable text of some length, in characters. */
export function text(min: number, max: number): Parse<string> {
  return (value) =>
    value.length >= min && value.length <= max && !/\p{Cc}/u.test(value)
      ? { value }
      : { problem: `must be ${min} to ${max} characters of printable text` }
}

/** What can be the name of an account, a user or a project, of at most so many characters. */
export function name(max: number): Parse<string> {
  return (value) => {
    const problem = [...value].length > max ? `must have at most ${max} characters` : problemOfName(value)
    return problem === undefined ? { value } : { problem }
  }
}

/** One of a few words. */
export function oneOf<const Word extends string>(words: readonly Word[]): Parse<Word> {
  return (value) => {
    const word = words.find((candidate) => candidate === value)
    return word === undefined ? { problem: `must be one of ${words.join(', ')}` } : { value: word }
  }
}

/** A path behind `scheme:`; the value is the path. */
export function fileUrl(scheme: string): Parse<string> {
  return (value) => {
    const path = value.startsWith(`${scheme}:`) ? value.slice(scheme.length + 1) : ''
    return path === '' || path.startsWith('//')
      ? { problem: `must be ${scheme}:<path>; other engines are not part of this version` }
      : { value: path }
  }
}

/** Whether something is switched on; a flag without a value says `true`. */
export function onOrOff(): Parse<boolean> {
  return (value) =>
    value === 'true' || value === 'false' ? { value: value === 'true' } : { problem: 'must be true or false' }
}

/** A key of so many bytes, in base64. */
export function key(byteCount: number): Parse<Buffer> {
  return (value) => {
    const bytes = keyFromText(value, byteCount)
    return bytes === undefined ? { problem: `must be base64 of ${byteCount} bytes` } : { value: bytes }
  }
}
