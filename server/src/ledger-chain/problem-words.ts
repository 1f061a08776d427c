import type { ChainProblem } from './compare.js'

/** What is wrong, as the first half of a line. */
export function chainProblemWords(problem: ChainProblem, { database, chain }: Places): string {
  switch (problem.kind) {
    case 'database-missing':
      return `${database} is missing, but ${chain} names ${problem.lastBatch} batches of it`
    case 'chain-missing':
      return `${chain} is missing or empty, but ${database} had a chain there`
    case 'database-behind': {
      const { from, to, receivedFrom, receivedTo } = problem
      const when = receivedFrom && receivedTo ? `, received from ${receivedFrom} to ${receivedTo}` : ''
      const which = `${range(from, to)} (${to - from + 1} in all${when})`
      return `${database} ends with batch ${from - 1}, but ${chain} names more: ${which} ${areMissing(from, to)}`
    }
    case 'chain-behind': {
      const { from, to } = problem
      return `${chain} ends with batch ${from - 1}, but ${database} has more: the entries of ${range(from, to)} were cut off`
    }
    case 'batches-missing':
      return `${problem.count} batches between others are missing from ${database}`
    case 'batch-differs':
      return `batch ${problem.batch} in ${database} is not the one that ${chain} names`
  }
}

/** Where the two lie. */
export interface Places {
  readonly database: string
  readonly chain: string
}

function range(from: number, to: number): string {
  return from === to ? `batch ${from}` : `batches ${from} to ${to}`
}

function areMissing(from: number, to: number): string {
  return from === to ? 'is missing' : 'are missing'
}
