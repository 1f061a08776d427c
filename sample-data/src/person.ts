import type { NamePart } from './name-stock.js'
import { OFFICES, type Office } from './office.js'
import { hash, keyOf, type NonEmpty, pickWeighted, unit } from './random.js'

const PERSON = keyOf('person')

/** What a desktop's name says about its owner; customer service shares its desktops. */
export type Department = 'ENG' | 'FIN' | 'OPS' | 'SAL' | 'HR' | 'CS'

/** How somebody writes the user name; `loose` writes it one way here and another there. */
type Spelling = 'plain' | 'plain-with-domain' | 'backslash' | 'at' | 'loose'

/** Somebody who reaches desktops. */
export interface Person {
  /** Unique in the organisation. */
  readonly number: number
  /** From 0 in the office. */
  readonly numberInOffice: number
  readonly office: Office
  readonly userName: string
  readonly spelling: Spelling
  readonly department: Department
  /** The share of working days spent at home. */
  readonly homeShare: number
}

/** The person with that number in an office: worked out from the seed, the same each time. */
export function personOf(seed: number, office: Office, numberInOffice: number): Person {
  const number = numberInOffice * OFFICES.length + office.index
  const key = hash(seed, PERSON, number)
  return {
    number,
    numberInOffice,
    office,
    userName: userNameOf(office, numberInOffice, unit(key, 1)),
    spelling: pickWeighted(SPELLINGS, unit(key, 2)).spelling,
    department: pickWeighted(DEPARTMENTS, unit(key, 3)).department,
    homeShare: pickWeighted(HABITS, unit(key, 4)).homeShare,
  }
}

function userNameOf({ names }: Office, number: number, position: number): string {
  const given = names.given[number % names.given.length]
  const family = names.family[number % names.family.length]
  if (given === undefined || family === undefined) return `user${number}`
  const round = Math.floor(number / (names.given.length * names.family.length))
  return `${position < names.nativeShare ? nativeName(names.nativeOrder, given, family) : `${given.plain}.${family.plain}`}${round === 0 ? '' : round + 1}`
}

function nativeName(order: 'family-given' | 'given-family', given: NamePart, family: NamePart): string {
  return order === 'family-given' ? family.native + given.native : `${given.native}.${family.native}`
}

const SPELLINGS: NonEmpty<{ spelling: Spelling; weight: number }> = [
  { spelling: 'plain', weight: 0.32 },
  { spelling: 'plain-with-domain', weight: 0.16 },
  { spelling: 'backslash', weight: 0.22 },
  { spelling: 'at', weight: 0.22 },
  { spelling: 'loose', weight: 0.08 },
]

const DEPARTMENTS: NonEmpty<{ department: Department; weight: number }> = [
  { department: 'ENG', weight: 0.34 },
  { department: 'FIN', weight: 0.12 },
  { department: 'OPS', weight: 0.17 },
  { department: 'SAL', weight: 0.18 },
  { department: 'HR', weight: 0.07 },
  { department: 'CS', weight: 0.12 },
]

const HABITS: NonEmpty<{ homeShare: number; weight: number }> = [
  { homeShare: 0.1, weight: 0.6 },
  { homeShare: 0.5, weight: 0.27 },
  { homeShare: 1, weight: 0.13 },
]
