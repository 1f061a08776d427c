import { foldSql } from './fold-sql.js'
import { ADDRESS } from './query/address-sql.js'

/** A column of 20 bits that stands for a text: equality is looked for in it first, and in the text only where it holds. */
export interface RecordKey {
  readonly column: string
  /** SQL of the text, as filters compare it. */
  readonly text: string
}

const USER: RecordKey = { column: 'user_key', text: foldSql('user_name') }
const COMPUTER: RecordKey = { column: 'computer_key', text: foldSql('computer_name') }
const PUBLIC_ADDRESS: RecordKey = { column: 'address_key', text: ADDRESS }

/** The keys that a record row has, in the order of the table. */
export const RECORD_KEYS: readonly RecordKey[] = [USER, COMPUTER, PUBLIC_ADDRESS]

/** Keys by what is looked for. */
export const KEY = { user: USER, computer: COMPUTER, address: PUBLIC_ADDRESS } as const

/**
 * 20 bits of a text's hash: of ten million other records, about ten have the same. The rows hold it, so an engine that
 * hashes otherwise needs a migration that makes the keys anew; a test notices. A digest would cost ingest a tenth.
 */
export function keyOf(text: string): string {
  return `(hash(${text}) & 1048575)::UINTEGER`
}

/** The condition that the key's text is that of a parameter. Joined by AND, the engine would read all of the text column. */
export function hasText({ column, text }: RecordKey, parameter: string): string {
  const hasKey = `${column} = ${keyOf(parameter)}`
  return `${hasKey} AND CASE WHEN ${hasKey} THEN ${text} = ${parameter} ELSE false END`
}

/** SQL of all keys, for rows that have the columns they are made of. */
export const KEY_VALUES = RECORD_KEYS.map(({ column, text }) => `${keyOf(text)} AS ${column}`).join(', ')
