import { createHash, randomBytes } from 'node:crypto'

/**
 * One value of a person. The chain holds only its commitment; value and salt stand beside it and can be erased. Without
 * the salt nobody can find out by trying which value a commitment was made of.
 */
export interface PersonalValue {
  /** Entry that it belongs to. */
  readonly sequence: number
  /** What it is, for example `address`. */
  readonly field: string
  /** 32 random bytes, in base64. */
  readonly salt: string
  readonly value: string
}

const SALT_BYTES = 32

export function newPersonalValue(sequence: number, field: string, value: string): PersonalValue {
  return { sequence, field, salt: randomBytes(SALT_BYTES).toString('base64'), value }
}

/** SHA-256 of salt, field and value, lower-case hex. The salt has a fixed length, and no field holds a NUL. */
export function commitmentOf({ salt, field, value }: PersonalValue): string {
  return createHash('sha256').update(Buffer.from(salt, 'base64')).update(`${field}\0${value}`, 'utf8').digest('hex')
}

export function personalLine({ sequence, field, salt, value }: PersonalValue): string {
  return JSON.stringify({ sequence, field, salt, value })
}

/** Undefined for what is no such line. */
export function readPersonalLine(line: string): PersonalValue | undefined {
  try {
    const { sequence, field, salt, value } = JSON.parse(line) as Partial<Record<keyof PersonalValue, unknown>>
    const isWhole = [field, salt, value].every((text) => typeof text === 'string') && typeof sequence === 'number'
    return isWhole ? ({ sequence, field, salt, value } as PersonalValue) : undefined
  } catch {
    return undefined
  }
}

/** The commitments of an entry by field; none if it has none. */
export function commitmentsOf(facts: Readonly<Record<string, unknown>>): ReadonlyMap<string, string> {
  const { personal } = facts
  if (typeof personal !== 'object' || personal === null) return new Map()
  return new Map(Object.entries(personal).filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
}
