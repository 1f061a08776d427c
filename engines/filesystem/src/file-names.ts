import { randomUUID } from 'node:crypto'

/**
 * Names in the directory. A key is the name of its published file; everything else begins with a dot, which no key does,
 * so nothing can be taken for an export file that is not one.
 */
const KEY = /^[A-Za-z0-9_-][A-Za-z0-9._-]*$/
const MANIFEST_PREFIX = '.manifest-'
const PARTIAL_PREFIX = '.partial-'

/** File systems take names of 255 bytes; the longest name around a key adds 56. */
const MAX_KEY_LENGTH = 199

/** Shows that the directory belongs to a file store, so that `sweep` never meets somebody's own files. */
export const MARKER = '.deskledger-export-files'

/** The names that one writing uses until it is published. */
export interface PartialNames {
  readonly file: string
  readonly manifest: string
}

/** What a name in the directory stands for; undefined for what is not ours. */
export type NamedThing =
  | { readonly kind: 'file' | 'manifest'; readonly key: string }
  | { readonly kind: 'partial' }
  | undefined

/** @throws {TypeError} the text cannot be a key; so no key leads out of the directory */
export function assertKey(key: string): void {
  if (KEY.test(key) && key.length <= MAX_KEY_LENGTH) return
  throw new TypeError(
    `A file key has 1 to ${MAX_KEY_LENGTH} characters of A-Z a-z 0-9 . _ - and no leading dot, got ${JSON.stringify(key)}`,
  )
}

/** Where the manifest of a published file stands. */
export function manifestName(key: string): string {
  return MANIFEST_PREFIX + key
}

/** New names for one writing of `key`. */
export function partialNames(key: string): PartialNames {
  const stem = `${PARTIAL_PREFIX}${randomUUID()}-${key}`
  return { file: stem, manifest: `${stem}.manifest` }
}

/** Reads a name of the directory. */
export function thingNamed(name: string): NamedThing {
  if (name.startsWith(PARTIAL_PREFIX)) return { kind: 'partial' }
  if (name.startsWith(MANIFEST_PREFIX)) return { kind: 'manifest', key: name.slice(MANIFEST_PREFIX.length) }
  return KEY.test(name) ? { kind: 'file', key: name } : undefined
}
