import { fiveDigits, hexByte } from './digits.js'
import type { Person } from './person.js'
import { hash, keyOf, type NonEmpty, pickWeighted, unit } from './random.js'

const TERMINAL = keyOf('terminal')

/** Which line of client programs a terminal runs. */
export type ClientFamily = 'desktop' | 'thin' | 'mobile' | 'web'

/** A device in front of a user. What a browser does not tell (name, MAC address) is absent for the web client. */
export interface Terminal {
  /** Unique in the organisation. */
  readonly number: number
  readonly type: string
  readonly family: ClientFamily
  readonly name?: string
  readonly mac?: string
}

/** Where and on what somebody works: at the office desk, at home on the computer or the phone, or in any browser. */
export type TerminalSlot = 'desk' | 'home' | 'phone' | 'web'

/** Somebody's device for a slot; always the same one. */
export function terminalFor(seed: number, person: Person, slot: TerminalSlot): Terminal {
  const number = person.number * SLOTS.length + SLOTS.indexOf(slot)
  if (slot === 'web') return { number, type: 'WI', family: 'web' }
  const key = hash(seed, TERMINAL, number)
  const model = pickWeighted(MODELS[slot], unit(key, 1))
  return {
    number,
    type: model.type,
    family: model.family,
    name: terminalName(model, person, key),
    mac: `${model.maker}-${macTail(number)}`,
  }
}

/** Whether somebody uses a phone or tablet at all. */
export function hasPhone(seed: number, person: Person): boolean {
  return unit(seed, TERMINAL, person.number, 1) < 0.35
}

interface TerminalModel {
  readonly weight: number
  readonly type: string
  /** What its owner calls it. */
  readonly product: string
  readonly family: ClientFamily
  readonly maker: string
  readonly naming: 'code' | 'asset' | 'thin' | 'owner'
}

function terminalName(
  { naming, product }: TerminalModel,
  { office, numberInOffice, userName }: Person,
  key: number,
): string {
  switch (naming) {
    case 'code':
      return `${key % 3 === 0 ? 'DESKTOP' : 'LAPTOP'}-${code(hash(key, 2))}`
    case 'asset':
      return `${office.code}-PC-${fiveDigits(numberInOffice + 1)}`
    case 'thin':
      return `TC-${office.code}-${fiveDigits(numberInOffice + 1)}`
    case 'owner':
      return `${userName}’s ${product}`
  }
}

/** Multiplying by an odd number keeps the tails of different terminals different. */
function macTail(number: number): string {
  const tail = Math.imul(number, 0x9e3779b1)
  return `${hexByte(tail >>> 16)}-${hexByte(tail >>> 8)}-${hexByte(tail)}`
}

/** Seven letters and digits, as Windows makes names up. */
function code(bits: number): string {
  const [low, middle, high] = [bits % 1296, (bits >>> 10) % 1296, (bits >>> 20) % 1296]
  return `${CODES[low]}${CODES[middle]}${CODES[high]}${'0123456789ABCDEF'.charAt(bits >>> 28)}`
}

const LETTERS = Array.from('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ')
const CODES = LETTERS.flatMap((first) => LETTERS.map((second) => first + second))
const SLOTS: readonly TerminalSlot[] = ['desk', 'home', 'phone', 'web']

const MODELS: Record<Exclude<TerminalSlot, 'web'>, NonEmpty<TerminalModel>> = {
  desk: [
    { weight: 0.34, type: 'Linux', product: 'PC', family: 'thin', maker: '00-80-64', naming: 'thin' },
    { weight: 0.36, type: 'Windows 11', product: 'PC', family: 'desktop', maker: '3c-52-82', naming: 'asset' },
    { weight: 0.24, type: 'Windows 10', product: 'PC', family: 'desktop', maker: '48-4d-7e', naming: 'asset' },
    { weight: 0.06, type: 'macOS 14', product: 'MacBook', family: 'desktop', maker: 'f0-18-98', naming: 'owner' },
  ],
  home: [
    { weight: 0.44, type: 'Windows 11', product: 'PC', family: 'desktop', maker: '5c-60-ba', naming: 'code' },
    { weight: 0.22, type: 'Windows 10', product: 'PC', family: 'desktop', maker: '00-e0-4c', naming: 'code' },
    { weight: 0.18, type: 'macOS 14', product: 'MacBook', family: 'desktop', maker: 'a4-83-e7', naming: 'owner' },
    { weight: 0.1, type: 'macOS 15', product: 'MacBook', family: 'desktop', maker: 'bc-d0-74', naming: 'owner' },
    { weight: 0.06, type: 'Ubuntu 22.04', product: 'PC', family: 'desktop', maker: '54-ee-75', naming: 'code' },
  ],
  phone: [
    { weight: 0.58, type: 'Android 14', product: 'Tablet', family: 'mobile', maker: '02-9a-4f', naming: 'owner' },
    { weight: 0.42, type: 'iOS 17', product: 'iPad', family: 'mobile', maker: '02-c1-5e', naming: 'owner' },
  ],
}
