import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import type { Download } from './download.js'
import { DamagedFileError } from './errors.js'
import type { ExportState } from './export-state.js'

/** The file of a finished export. */
export interface ExportedFile extends Download {
  readonly task: ExportState
  /** Of the whole file, lower-case hex, as far as the endpoint tells; then `body` fails at its end if it differs. */
  readonly sha256: string | undefined
}

/**
 * A whole file whose body fails at its end when it is not what task and answer told.
 * @throws {DamagedFileError} when the body is read to its end
 */
export function verifiedFile(task: ExportState, download: Download): ExportedFile {
  const sha256 = task.sha256 ?? download.sha256
  const byteCount = task.byte_count ?? download.byteCount
  const body = download.body.pipeThrough(verifier(task.task_id, { sha256, byteCount }))
  return { ...download, task, byteCount, sha256, body }
}

interface Expected {
  readonly sha256: string | undefined
  readonly byteCount: number | undefined
}

function verifier(taskId: string, expected: Expected): TransformStream<Uint8Array, Uint8Array> {
  const hash = sha256.create()
  let byteCount = 0
  return new TransformStream({
    transform(piece, controller) {
      hash.update(piece)
      byteCount += piece.byteLength
      controller.enqueue(piece)
    },
    flush() {
      if (expected.byteCount !== undefined && byteCount !== expected.byteCount) {
        throw new DamagedFileError(taskId, `${byteCount} bytes, not ${expected.byteCount}`)
      }
      const digest = bytesToHex(hash.digest())
      if (expected.sha256 !== undefined && digest !== expected.sha256) {
        throw new DamagedFileError(taskId, `SHA-256 ${digest}, not ${expected.sha256}`)
      }
    },
  })
}
