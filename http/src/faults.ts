import { type ExportTask, type Fault, type FaultPlan, isExportFault } from '@deskledger/domain'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { ApiFailure } from './answer/api-failure.js'

/** Tells that what an answer shows was wished for. */
const FAULT_HEADER = 'x-deskledger-fault'

const REFUSALS = { 429: 'tooManyRequests', 500: 'internal', 503: 'unavailable' } as const

type Refusal = Extract<Fault, { kind: 'refuse' }>
type CutDownload = Extract<Fault, { kind: 'cut-download' }>

/**
 * Refuses a request to an operation in a project if that is to go wrong next.
 *
 * @throws {ApiFailure} with the status, code and message that were asked for
 */
export function refuseOnDemand(plan: FaultPlan | undefined, projectId: string, operationId: string): void {
  const fault = plan?.strike(
    projectId,
    (next): next is Refusal => next.kind === 'refuse' && (next.operation ?? operationId) === operationId,
  )
  if (fault === undefined) return
  throw new ApiFailure(REFUSALS[fault.status], fault.message ?? 'This failure was asked for.', {
    headers: {
      [FAULT_HEADER]: fault.kind,
      ...(fault.retryAfterSeconds === undefined ? {} : { 'retry-after': String(fault.retryAfterSeconds) }),
    },
    ...(fault.code === undefined ? {} : { code: fault.code }),
  })
}

/** What is to go wrong with the export that is asked for; the answer tells it. */
export function faultOfExport(
  plan: FaultPlan | undefined,
  { projectScope }: FastifyRequest,
  reply: FastifyReply,
): ExportTask['fault'] {
  const fault = plan?.strike(projectScope.projectId, isExportFault)
  if (fault !== undefined) reply.header(FAULT_HEADER, fault.kind)
  return fault
}

/** After how many bytes a download is to break; the answer tells it. */
export function cutOfDownload(
  plan: FaultPlan | undefined,
  { projectScope }: FastifyRequest,
  reply: FastifyReply,
): number | undefined {
  const fault = plan?.strike(projectScope.projectId, (next): next is CutDownload => next.kind === 'cut-download')
  if (fault !== undefined) reply.header(FAULT_HEADER, fault.kind)
  return fault?.bytes
}

/** The bytes up to where they are to break; the error ends the answer as a broken connection. */
export async function* cutAfter(bytes: AsyncIterable<Uint8Array>, limit: number): AsyncGenerator<Uint8Array> {
  let left = limit
  for await (const piece of bytes) {
    if (piece.byteLength > left) {
      if (left > 0) yield piece.subarray(0, left)
      throw new Error('This break was asked for.')
    }
    left -= piece.byteLength
    yield piece
  }
  throw new Error('This break was asked for.')
}

/** Tells the faults of the tasks that an answer shows. */
export function tellFaults(tasks: readonly ExportTask[], reply: FastifyReply): void {
  const kinds = tasks.flatMap(({ fault }) => (fault === undefined ? [] : [fault.kind]))
  if (kinds.length > 0) reply.header(FAULT_HEADER, [...new Set(kinds)].join(','))
}
