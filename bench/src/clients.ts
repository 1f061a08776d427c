import type { ListCase } from './list-cases.js'

/** How many ask, and how much. */
export interface Clients {
  readonly clients: number
  /** Of all together. */
  readonly requests: number
}

/**
 * Clients ask at the same time, each waiting for its answer before it takes the next request; the cases come in turn, and
 * with each turn another of their variants. @returns how long each answer took, in milliseconds
 */
export async function askTogether(
  list: (asked: ListCase) => Promise<unknown>,
  cases: readonly (readonly ListCase[])[],
  { clients, requests }: Clients,
): Promise<number[]> {
  const times: number[] = []
  let taken = 0
  const client = async (): Promise<void> => {
    while (taken < requests) {
      const asked = requestAt(cases, taken)
      taken += 1
      const startedMs = performance.now()
      await list(asked)
      times.push(performance.now() - startedMs)
    }
  }
  await Promise.all(Array.from({ length: clients }, client))
  return times
}

function requestAt(cases: readonly (readonly ListCase[])[], number: number): ListCase {
  const variants = cases[number % cases.length] ?? []
  const asked = variants[Math.floor(number / cases.length) % variants.length]
  if (asked === undefined) throw new RangeError('there is nothing to ask')
  return asked
}
