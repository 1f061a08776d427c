import { constants, copyFile, mkdir, open, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { DIRECTORY_MODE, ifThere, syncDirectory } from './disk.js'
import { MARKER, thingNamed } from './file-names.js'

/** Copies the published export files of a directory with their manifests, durably. One that goes meanwhile is left out. */
export async function copyExportFiles(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true, mode: DIRECTORY_MODE })
  const names = (await readdir(from)).filter((name) => name === MARKER || isPublished(name))
  for (const name of names) await copyDurably(join(from, name), join(to, name))
  await syncDirectory(to)
}

/** Copies a file, for its owner only. @returns whether it was there */
export async function copyDurably(from: string, to: string): Promise<boolean> {
  const isThere = await ifThere(() => copyFile(from, to, constants.COPYFILE_EXCL).then(() => true))
  if (isThere === undefined) return false
  await using copy = await open(to, 'r+')
  await copy.chmod(0o600)
  await copy.sync()
  return true
}

function isPublished(name: string): boolean {
  const kind = thingNamed(name)?.kind
  return kind === 'file' || kind === 'manifest'
}
