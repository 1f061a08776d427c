import { API_ERRORS, AuditEntryPage, ErrorBody } from '@deskledger/contract'
import { Check } from 'typebox/value'
import { documented, failureOf, isDocumentedFailure, parsed } from '../documented-failure.fixture.js'
import type { Answer } from '../exchange.fixture.js'
import { routeOf } from './route-of.fixture.js'
import { successFaults } from './success-faults.fixture.js'

/** What an answer is judged by. */
export interface Case {
  readonly method: string
  readonly target: string
  /** All that the request said, as text. */
  readonly said: string
  /** Ids of the other tenant that requests named so far: the audit log repeats what was asked for, found or not. */
  readonly saidBefore: string
  readonly answer: Answer
  /** What must not be told, unless the request itself says it. */
  readonly hidden: readonly string[]
  /** No count of the tenant comes near to so many; those of the other one do. */
  readonly maxCount: number
}

/** What is wrong with an answer; empty when nothing is. */
export function faultsOf(judged: Case): string[] {
  const { answer } = judged
  const all = [...headFaults(answer), ...leaks(judged)]
  if (answer.headers['x-deskledger-fault'] !== undefined) return [...all, ...onDemandFaults(judged)]
  return [
    ...all,
    ...(answer.isWhole ? [] : ['breaks off']),
    ...(answer.status >= 500 ? [`${answer.status}`] : []),
    ...(answer.status < 400 ? successFaults(judged) : failureFaults(judged)),
  ]
}

/** Of an answer that is to go wrong: its status, its code and where it breaks off are as they were ordered. */
function onDemandFaults(judged: Case): string[] {
  const { status, body } = judged.answer
  if (status < 400) return successFaults(judged)
  return Check(ErrorBody, parsed(body)) ? [] : [`${status} on demand not of the schema`]
}

/** What is wrong with an answer of which it is not known what was understood of its request. */
export function rawFaultsOf({ answer, ...rest }: Pick<Case, 'answer' | 'said' | 'saidBefore' | 'hidden'>): string[] {
  const shapes = ['service', 'keystone', 'iam'] as const
  const isFailure = answer.status >= 400 && answer.body.length > 0
  const isDocumented = !isFailure || shapes.some((shape) => isDocumentedFailure(answer, shape))
  return [
    ...headFaults(answer),
    ...(answer.status >= 500 ? [`${answer.status}`] : []),
    ...(isDocumented ? [] : [`an undocumented ${answer.status}`]),
    ...leaks({ answer, ...rest }),
  ]
}

function headFaults({ headers }: Answer): string[] {
  return [
    ...(/^[0-9a-f]{32}$/.test(String(headers['x-request-id'])) ? [] : [`X-Request-Id is ${headers['x-request-id']}`]),
    ...(headers['cache-control'] === 'no-store' ? [] : [`Cache-Control is ${headers['cache-control']}`]),
  ]
}

const DOCUMENTED_STATUSES: ReadonlySet<number> = new Set(Object.values(API_ERRORS).map(({ status }) => status))

function failureFaults({ method, target, answer }: Case): string[] {
  // The protocol leaves its body out.
  if (method === 'HEAD') return DOCUMENTED_STATUSES.has(answer.status) ? [] : [`HEAD is answered ${answer.status}`]
  if (answer.status === 429 && !/^\d+$/.test(String(answer.headers['retry-after']))) return ['429 without Retry-After']
  const { shape } = routeOf(method, target)
  if (isDocumentedFailure(answer, shape)) return []
  // What cannot be read as HTTP has no path, hence no shape of its own.
  const isUnreadable = failureOf(answer, 'service') === documented('malformedRequest', 'service')
  return isUnreadable && answer.headers.connection === 'close' ? [] : [failureOf(answer, shape)]
}

function leaks({
  answer,
  said,
  saidBefore,
  hidden,
}: Pick<Case, 'answer' | 'said' | 'saidBefore' | 'hidden'>): string[] {
  const told = `${answer.body.toString('latin1')} ${JSON.stringify(answer.headers)}`
  const asked = Check(AuditEntryPage, parsed(answer.body)) ? `${said} ${saidBefore}` : said
  return hidden.filter((text) => told.includes(text) && !asked.includes(text)).map((text) => `tells ${text}`)
}
