import { hash as digest } from 'node:crypto'

/** A place in the chain: how many entries there are, and the hash of the last. */
export interface Link {
  /** Of the last entry; 0 when there is none. */
  readonly sequence: number
  /** Lower-case hex. */
  readonly hash: string
}

/** Before the first entry. */
export const CHAIN_START: Link = { sequence: 0, hash: '0'.repeat(64) }

/** What an entry says, besides its place in the chain. */
export type EntryFacts = Readonly<Record<string, unknown>> & {
  readonly sequence?: never
  readonly previous?: never
  readonly hash?: never
}

/** An entry as its line has it; its own hash is right. */
export interface ChainEntry extends Link {
  /** Hash of the entry before. */
  readonly previous: string
  readonly facts: Readonly<Record<string, unknown>>
}

const HASH_MEMBER = /,"hash":"([0-9a-f]{64})"\}$/

/**
 * The next line of a chain: JSON with the place first, then the facts, then the hash, which is the SHA-256 of the line
 * without it (`sed 's/,"hash":"[0-9a-f]*"}$/}/'`). So what is hashed are bytes, and nothing has to be canonical.
 */
export function entryLine(facts: EntryFacts, last: Link): { readonly line: string; readonly link: Link } {
  const sequence = last.sequence + 1
  const body = JSON.stringify({ sequence, previous: last.hash, ...facts })
  const hash = hashOf(body)
  return { line: `${body.slice(0, -1)},"hash":"${hash}"}`, link: { sequence, hash } }
}

/** Why a line is no entry. */
export type NoEntry = 'unreadable' | 'edited'

/** Reads a line without its end. `edited`: it looks like an entry, but its hash is not the one it names. */
export function readEntryLine(line: string): ChainEntry | NoEntry {
  const hash = HASH_MEMBER.exec(line)?.[1]
  const value = parsed(line)
  if (hash === undefined || value === undefined) return 'unreadable'
  const { sequence, previous, hash: _hash, ...facts } = value
  if (!Number.isSafeInteger(sequence) || typeof sequence !== 'number' || typeof previous !== 'string') {
    return 'unreadable'
  }
  if (hashOf(line.replace(HASH_MEMBER, '}')) !== hash) return 'edited'
  return { sequence, previous, hash, facts }
}

function hashOf(text: string): string {
  return digest('sha256', text)
}

function parsed(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : undefined
  } catch {
    return undefined
  }
}
