/** A list with at least one element, so that something can always be picked from it. */
export type NonEmpty<T> = readonly [T, ...T[]]

/**
 * Mixes up to four integers into one of 32 bits. What is a hash of its key (a person's name, a terminal's address) need not be
 * kept anywhere: it is worked out again whenever it is needed, so memory does not grow with the fleet.
 */
export function hash(a: number, b = 0, c = 0, d = 0): number {
  return mix(mix(mix(mix(0x9e3779b9, a), b), c), d) >>> 0
}

/** `hash` as a number in [0, 1). */
export function unit(a: number, b = 0, c = 0, d = 0): number {
  return hash(a, b, c, d) / 0x1_0000_0000
}

/** A word as a hash key, so that two uses of the same numbers do not go together. */
export function keyOf(word: string): number {
  return Array.from(word).reduce((key, letter) => hash(key, letter.codePointAt(0) ?? 0), 0)
}

function mix(state: number, word: number): number {
  let mixed = Math.imul(state ^ word, 0x85ebca77)
  mixed ^= mixed >>> 15
  mixed = Math.imul(mixed, 0xc2b2ae3d)
  return mixed ^ (mixed >>> 13)
}

/** The small fast counter generator sfc32: 128 bits of state, the same numbers on every machine. */
export class Random {
  #a: number
  #b: number
  #c: number
  #counter = 1

  constructor(seed: number) {
    this.#a = hash(seed, 1)
    this.#b = hash(seed, 2)
    this.#c = hash(seed, 3)
    for (let round = 0; round < 12; round++) this.word()
  }

  /** 32 random bits, unsigned. */
  word(): number {
    const sum = (this.#a + this.#b + this.#counter) | 0
    this.#counter = (this.#counter + 1) | 0
    this.#a = this.#b ^ (this.#b >>> 9)
    this.#b = (this.#c + (this.#c << 3)) | 0
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0
    return sum >>> 0
  }

  /** A number in [0, 1). */
  unit(): number {
    return this.word() / 0x1_0000_0000
  }

  /** True in a share of cases: never for 0, always for 1. */
  chance(probability: number): boolean {
    return this.unit() < probability
  }

  /** A number in [least, most). */
  between(least: number, most: number): number {
    return least + (most - least) * this.unit()
  }

  /**
   * Log-normal around `median`. Four uniform numbers stand for the normal one: their sum needs no logarithm or cosine, whose last
   * bit may differ between versions of Node.
   */
  logNormal(median: number, sigma: number): number {
    const normal = (this.unit() + this.unit() + this.unit() + this.unit() - 2) * 1.7320508
    return median * Math.exp(sigma * normal)
  }
}

/** The element of `list` at `position` in [0, 1) of its length. */
export function pick<T>(list: NonEmpty<T>, position: number): T {
  return list[Math.floor(position * list.length)] ?? list[0]
}

/** Picks by weight; the weights of `choices` add up to 1, and `position` is in [0, 1). */
export function pickWeighted<T extends { readonly weight: number }>(choices: NonEmpty<T>, position: number): T {
  let left = position
  for (const choice of choices) {
    left -= choice.weight
    if (left < 0) return choice
  }
  return choices[0]
}
