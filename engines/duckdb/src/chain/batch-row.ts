import type { CommittedBatch } from '@deskledger/domain'
import type { Row, Session } from '../database.js'

/** The row of a batch, for the transaction that its records are written in. */
export async function insertBatch(session: Session, batch: CommittedBatch): Promise<void> {
  await session.run(
    `INSERT INTO ingest_batch (sequence, project_id, received_at, created, updated, unchanged, refused, body_sha256)
     VALUES ($sequence, $project_id, $received_at, $created, $updated, $unchanged, $refused, $body_sha256)`,
    {
      sequence: BigInt(batch.sequence),
      project_id: batch.projectId,
      received_at: batch.receivedAt,
      created: batch.created,
      updated: batch.updated,
      unchanged: batch.unchanged,
      refused: batch.refused,
      body_sha256: batch.bodySha256 ?? null,
    },
  )
}

/** A row of `ingest_batch`. Older rows lack what was not kept then. */
export function toCommittedBatch(row: Row): CommittedBatch {
  const number = (name: string): number => Number(row[name] ?? 0)
  const sha256 = row['body_sha256']
  return {
    sequence: number('sequence'),
    projectId: String(row['project_id']),
    receivedAt: row['received_at'] as Date,
    created: number('created'),
    updated: number('updated'),
    unchanged: number('unchanged'),
    refused: number('refused'),
    bodySha256: typeof sha256 === 'string' ? sha256 : undefined,
  }
}
