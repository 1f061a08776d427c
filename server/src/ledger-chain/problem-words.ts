import type { Speech } from '@deskledger/proof'
import type { ChainProblem } from './compare.js'

/** What is wrong, as the first half of a line. */
export function chainProblemWords(problem: ChainProblem, places: Places, speech: Speech = 'en'): string {
  return speech === 'en' ? inEnglish(problem, places) : inChinese(problem, places)
}

/** Where the two lie. */
export interface Places {
  readonly database: string
  readonly chain: string
}

function inEnglish(problem: ChainProblem, { database, chain }: Places): string {
  switch (problem.kind) {
    case 'database-missing':
      return `${database} is missing, but ${chain} names ${problem.lastBatch} batches of it`
    case 'chain-missing':
      return `${chain} is missing or empty, but ${database} had a chain there`
    case 'database-behind': {
      const { from, to, receivedFrom, receivedTo } = problem
      const when = receivedFrom && receivedTo ? `, received from ${receivedFrom} to ${receivedTo}` : ''
      const which = `${batchRange(from, to)} (${to - from + 1} in all${when})`
      const verb = from === to ? 'is' : 'are'
      return `${database} ends with batch ${from - 1}, but ${chain} names more: ${which} ${verb} missing`
    }
    case 'chain-behind': {
      const { from, to } = problem
      return `${chain} ends with batch ${from - 1}, but ${database} has more: the entries of ${batchRange(from, to)} were cut off`
    }
    case 'batches-missing':
      return `${problem.count} batches between others are missing from ${database}`
    case 'batch-differs':
      return `batch ${problem.batch} in ${database} is not the one that ${chain} names`
  }
}

function inChinese(problem: ChainProblem, { database, chain }: Places): string {
  switch (problem.kind) {
    case 'database-missing':
      return `缺少 ${database}，但 ${chain} 列有它的 ${problem.lastBatch} 批`
    case 'chain-missing':
      return `${chain} 缺失或为空，但 ${database} 曾有台账链`
    case 'database-behind': {
      const { from, to, receivedFrom, receivedTo } = problem
      const when = receivedFrom && receivedTo ? `，接收时间 ${receivedFrom} 至 ${receivedTo}` : ''
      return `${database} 止于第 ${from - 1} 批，但 ${chain} 还列有更多：缺少${batchRange(from, to, 'zh')}（共 ${to - from + 1} 批${when}）`
    }
    case 'chain-behind': {
      const { from, to } = problem
      return `${chain} 止于第 ${from - 1} 批，但 ${database} 还有更多：${batchRange(from, to, 'zh')}的条目被截去`
    }
    case 'batches-missing':
      return `${database} 中间缺少 ${problem.count} 批`
    case 'batch-differs':
      return `${database} 中的第 ${problem.batch} 批不是 ${chain} 所列的那一批`
  }
}

/** `batches 3 to 4`, or `batch 3`. */
export function batchRange(from: number, to: number, speech: Speech = 'en'): string {
  if (speech === 'zh') return from === to ? `第 ${from} 批` : `第 ${from} 至 ${to} 批`
  return from === to ? `batch ${from}` : `batches ${from} to ${to}`
}
