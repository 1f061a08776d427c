import type { LockedPackage } from './lock-file.js'

/** Where packages come from. Lock files may leave it out: then it is the registry that npm is set to. */
const REGISTRY = 'https://registry.npmjs.org/'

const SHA_512 = /^sha512-[A-Za-z0-9+/]{86}==$/

/** What is wrong with where a package comes from; undefined when nothing is. */
export function problemOfSource({ path, resolved, integrity, inBundle }: LockedPackage): string | undefined {
  if (resolved !== undefined && !resolved.startsWith(REGISTRY)) return `${path} comes from ${resolved}`
  // What is bundled has come with another package, whose hash covers it.
  if (!inBundle && !SHA_512.test(integrity ?? '')) return `${path} has no SHA-512`
  return undefined
}
