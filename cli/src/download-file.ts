import { createHash, type Hash } from 'node:crypto'
import { open, rename, rm } from 'node:fs/promises'
import { ApiError, ConnectionError, type DeskledgerClient, type ExportState } from '@deskledger/client'
import { CommandError } from './failures.js'
import { digestFile, sizeOf } from './file-digest.js'

/** A file as it lies on disk now. */
export interface DownloadedFile {
  readonly path: string
  readonly byteCount: number
  /** Lower-case hex. */
  readonly sha256: string
  /** Whether the digest is the one that the task told; false where the endpoint tells none. */
  readonly isVerified: boolean
  /** Bytes that were there from an earlier, broken download. */
  readonly resumedFrom: number
}

export interface DownloadOptions {
  /** Takes up what an earlier download of the same task left as `FILE.partial`. */
  readonly resume: boolean
  readonly onProgress: (doneBytes: number, totalBytes: number | undefined) => void
}

/** Lost connections in one download after which it is given up; what came is kept. */
const MAX_LOST_CONNECTIONS = 5

/**
 * Downloads the file of a finished task: to `FILE.partial`, renamed when it is whole and has the digest of the task.
 * After a lost connection the rest is asked for. What does not have the digest is removed; if part of it came from an
 * earlier download, everything is fetched once more.
 * @throws {CommandError} the file is not what the task tells
 */
export async function downloadFile(
  client: DeskledgerClient,
  task: ExportState,
  path: string,
  { resume, onProgress }: DownloadOptions,
): Promise<DownloadedFile> {
  const partial = `${path}.partial`
  // Without a digest nobody could tell whether the two parts belong together.
  const resumedFrom = resume && task.sha256 !== undefined ? await sizeOf(partial) : 0
  if (resumedFrom === 0) await rm(partial, { force: true })
  const hash = resumedFrom === 0 ? createHash('sha256') : await digestFile(partial)
  const fetched = await fetchRest(client, task, partial, { from: resumedFrom, hash }, onProgress)
  const sha256 = fetched.hash.digest('hex')
  const expected = task.sha256 ?? fetched.toldSha256
  if (expected !== undefined && expected !== sha256) {
    await rm(partial, { force: true })
    if (resumedFrom > 0) return downloadFile(client, task, path, { resume: false, onProgress })
    throw new CommandError(
      `The file of task ${task.task_id} came damaged: SHA-256 ${sha256}, not ${expected}. Try again.`,
    )
  }
  await rename(partial, path)
  return { path, byteCount: fetched.from, sha256, isVerified: expected !== undefined, resumedFrom }
}

/** What of the file is on disk, and its digest so far. */
interface Part {
  readonly from: number
  readonly hash: Hash
  readonly toldSha256?: string | undefined
}

async function fetchRest(
  client: DeskledgerClient,
  task: ExportState,
  partial: string,
  start: Part,
  onProgress: DownloadOptions['onProgress'],
): Promise<Part> {
  let part = start
  for (let lost = 0; part.from === 0 || part.from !== task.byte_count; ) {
    const before = part.from
    try {
      return await fetchPart(client, task, partial, part, (now) => {
        part = now
        onProgress(now.from, task.byte_count)
      })
    } catch (error) {
      if (error instanceof ApiError && error.status === 416) return part // More is kept than there is; the digest tells.
      const isWorthIt = error instanceof ConnectionError && task.sha256 !== undefined && part.from > before
      if (!isWorthIt || ++lost >= MAX_LOST_CONNECTIONS) throw error
    }
  }
  return part
}

async function fetchPart(
  client: DeskledgerClient,
  task: ExportState,
  partial: string,
  part: Part,
  onPart: (part: Part) => void,
): Promise<Part> {
  const range = part.from === 0 ? undefined : { from: part.from }
  const { body, from, sha256 } = await client.downloadExportFile(task.task_id, { range })
  // An endpoint that does not know ranges sends the whole file.
  const isContinued = from === part.from
  let now: Part = isContinued
    ? { ...part, toldSha256: part.toldSha256 ?? sha256 }
    : { from: 0, hash: createHash('sha256'), toldSha256: sha256 }
  const file = await open(partial, now.from === 0 ? 'w' : 'r+')
  try {
    for await (const piece of body) {
      await file.write(piece, 0, piece.byteLength, now.from)
      now.hash.update(piece)
      now = { ...now, from: now.from + piece.byteLength }
      onPart(now)
    }
    await file.sync()
    return now
  } finally {
    await file.close()
  }
}
