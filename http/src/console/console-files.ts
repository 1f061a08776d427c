import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'

/** A file of the console as it goes over the wire. */
export interface ConsoleFile {
  readonly mediaType: string
  readonly bytes: Buffer
  /** The same in gzip; undefined where that saves nothing. */
  readonly gzipped: Buffer | undefined
  /** Changes with the bytes (RFC 9110 8.8.3). */
  readonly etag: string
}

/** The built console by path below its root, `assets/index-1a2b.js`. All of it is held: two megabytes, and no path can lead out. */
export type ConsoleFiles = ReadonlyMap<string, ConsoleFile>

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
}

/**
 * Reads the built console.
 * @returns undefined when it was not built: there is no such directory
 */
export async function readConsoleFiles(directory: string): Promise<ConsoleFiles | undefined> {
  const entries = await readdir(directory, { withFileTypes: true, recursive: true }).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  })
  if (entries === undefined) return undefined
  const known = entries.filter((entry) => entry.isFile() && MEDIA_TYPES[extname(entry.name)] !== undefined)
  const files = known.map(async ({ parentPath, name }): Promise<[string, ConsoleFile]> => {
    const path = join(parentPath, name)
    return [relative(directory, path).split(sep).join('/'), await readConsoleFile(path)]
  })
  return new Map(await Promise.all(files))
}

const compress = promisify(gzip)

async function readConsoleFile(path: string): Promise<ConsoleFile> {
  const bytes = await readFile(path)
  const gzipped = await compress(bytes, { level: 9 })
  return {
    mediaType: MEDIA_TYPES[extname(path)] ?? 'application/octet-stream',
    bytes,
    gzipped: gzipped.length < bytes.length * 0.9 ? gzipped : undefined,
    etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`,
  }
}
