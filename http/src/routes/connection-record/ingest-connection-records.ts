import type { IngestResult } from '@deskledger/contract'
import type { MergeOutcome } from '@deskledger/domain'
import { ApiFailure } from '../../answer/api-failure.js'
import { sendJson } from '../../answer/send-json.js'
import type { ReceivedBody } from '../../body/read-body.js'
import type { HttpParts } from '../../http-parts.js'
import type { LineSpool } from '../../ingest-body/line-spool.js'
import { spoolRecords } from '../../ingest-body/spool-records.js'
import { readQuery } from '../../reading/query.js'
import { toRejectedLines } from '../../wire/refusal.js'
import type { Handler } from '../operation-route.js'

type Counts = Pick<MergeOutcome, 'created' | 'updated' | 'unchanged' | 'refusedCount' | 'refusals' | 'isStored'>

const NOTHING: Counts = { created: 0, updated: 0, unchanged: 0, refusedCount: 0, refusals: [], isStored: true }

/** `POST /v3/{project_id}/desktops/connections` */
export function ingestConnectionRecords(parts: HttpParts): Handler {
  return async (request, reply) => {
    const receivedAt = parts.clock()
    const { sha256: bodySha256 } = request.received
    const spool = await spoolOf(request.received, parts.spoolDirectory)
    if (spool.overlongCount > 0) parts.observer?.oversized('ingestLineBytes', spool.overlongCount)
    let result: IngestResult
    try {
      const { atomic = false } = readQuery('IngestConnectionRecords', request)
      if (atomic && spool.refusedCount > 0) throw refusedWhole(spool, NOTHING)
      const isEmpty = spool.batch.lineCount === 0
      const outcome: Counts = isEmpty
        ? NOTHING
        : await parts.records.merge(request.projectScope.projectId, spool.batch, { atomic, receivedAt, bodySha256 })
      if (!outcome.isStored) throw refusedWhole(spool, outcome)
      result = toIngestResult(spool, outcome)
      parts.observer?.ingested({ ...outcome, refusedCount: result.rejected_count })
    } finally {
      await spool.remove()
    }
    return sendJson(reply, result)
  }
}

/** Whoever takes the spool removes it. @throws {ApiFailure} `emptyBody` */
async function spoolOf({ content }: ReceivedBody, directory: string): Promise<LineSpool> {
  if (content.kind === 'bytes') return spoolRecords(content.bytes, directory)
  if (content.lines.lineCount > 0) return content.lines
  await content.lines.remove()
  throw new ApiFailure('emptyBody', 'The body has no lines; send one record per line.')
}

function toIngestResult(spool: LineSpool, outcome: Counts): IngestResult {
  const { created, updated, unchanged } = outcome
  return { created, updated, unchanged, ...refused(spool, outcome) }
}

function refusedWhole(spool: LineSpool, outcome: Counts): ApiFailure {
  const details = refused(spool, outcome)
  const count = `${details.rejected_count} of ${spool.lineCount} lines`
  const message = `${count} were refused, so nothing was stored; correct them, or send without atomic.`
  return new ApiFailure('invalidParameter', message, { details })
}

function refused(
  spool: LineSpool,
  { refusedCount, refusals }: Counts,
): Pick<IngestResult, 'rejected_count' | 'rejected'> {
  return { rejected_count: spool.refusedCount + refusedCount, rejected: toRejectedLines(spool, refusals) }
}
