import { createHash } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import fc from 'fast-check'
import { describe, it } from 'vitest'
import { DamagedFileError } from './errors.js'
import type { ExportState } from './export-state.js'
import { verifiedFile } from './verified-file.js'

const bytes = fc.uint8Array({ minLength: 1, maxLength: 200 })

/** The bytes in pieces of some size, as a network may deliver them. */
function inPieces(file: Uint8Array, pieceBytes: number): ReadableStream<Uint8Array> {
  const pieces: Uint8Array[] = []
  for (let at = 0; at < file.length; at += pieceBytes) pieces.push(file.subarray(at, at + pieceBytes))
  return ReadableStream.from(pieces)
}

function download(exported: Uint8Array, body: ReadableStream<Uint8Array>): Promise<Buffer> {
  const sha256 = createHash('sha256').update(exported).digest('hex')
  const task: ExportState = { task_id: 't', file_name: 'f', status: 'SUCCESS', create_time: 'c', is_download: false }
  const told = { from: 0, byteCount: undefined, sha256, fileName: undefined }
  return buffer(verifiedFile(task, { ...told, body }).body)
}

describe('a verified file', () => {
  it('comes as it was exported, however it is cut', async () => {
    const rule = fc.asyncProperty(bytes, fc.nat(50), async (file, more) =>
      (await download(file, inPieces(file, 1 + more))).equals(file),
    )
    await fc.assert(rule)
  })

  it('fails at its end when one byte differs', async () => {
    const rule = fc.asyncProperty(bytes, fc.nat(199), fc.nat(254), async (file, place, change) => {
      const changed = file.slice()
      const at = place % file.length
      changed[at] = (changed[at] ?? 0) + 1 + change
      const outcome = await download(file, inPieces(changed, 7)).catch((error: unknown) => error)
      return outcome instanceof DamagedFileError
    })
    await fc.assert(rule)
  })
})
