import { OPERATIONS, type Operation } from '@deskledger/contract'
import { Check } from 'typebox/value'
import { parsed } from '../documented-failure.fixture.js'
import type { Case } from './judge.fixture.js'
import { routeOf } from './route-of.fixture.js'

/** What is wrong with an answer that says that it is a success. */
export function successFaults({
  method,
  target,
  answer: { status, headers, body, isWhole },
  maxCount,
}: Case): string[] {
  const { operation: id } = routeOf(method, target)
  if (id === undefined) return [`${status} where there is no operation`]
  if (id === 'service') return status === 200 && parsed(body) !== undefined ? [] : [`service answers ${status}`]
  if (id === 'console') return [200, 302].includes(status) ? [] : [`console answers ${status}`]
  const { answer }: Operation = OPERATIONS[id]
  const isPart = id === 'DownloadExportFile' && status === 206
  if (status !== answer.status && !isPart) return [`${status} instead of ${answer.status}`]
  if (headers['content-type'] !== answer.mediaType) return [`type ${headers['content-type']}`]
  if (answer.mediaType === undefined) return body.length === 0 ? [] : ['a body where there is none']
  if (answer.mediaType !== 'application/json' || answer.schema === undefined) return []
  const value = parsed(body)
  if (isWhole && !Check(answer.schema, value)) return [`not of the schema of ${id}`]
  return countsIn(value)
    .filter((count) => count >= maxCount)
    .map((count) => `counts ${count}`)
}

/** Numbers that count records, tasks, users or desktops. */
function countsIn(value: unknown): number[] {
  const {
    total_count,
    count,
    time_counts = [],
    statics = [],
  } = value as Record<string, unknown> & { time_counts?: string[]; statics?: Record<string, number>[] }
  return [
    ...[total_count, count].filter((number) => typeof number === 'number'),
    ...time_counts.map((text) => Number(text.split(' : ')[1])),
    ...statics.flatMap((counts) => Object.values(counts).filter((number) => typeof number === 'number')),
  ]
}
