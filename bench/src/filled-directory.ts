import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { GenerateOptions } from '@deskledger/sample-data'
import { fingerprintOf } from './data-set.js'

/** Written last, so that a directory that has it is whole. */
const MARKER = 'data-set.json'

/**
 * A directory within `parent` that holds a data set in the way of `kind`. One that is there and whole is used again; one
 * that is not, or that holds other data, is filled anew.
 */
export async function filledDirectory(
  parent: string,
  kind: string,
  dataSet: GenerateOptions,
  fill: (directory: string) => Promise<void>,
): Promise<string> {
  const directory = join(parent, `${kind}-${dataSet.records}-records-seed-${dataSet.seed}`)
  const wanted = JSON.stringify({ ...dataSet, fingerprint: fingerprintOf(dataSet) })
  const held = await readFile(join(directory, MARKER), 'utf8').catch(() => undefined)
  if (held === wanted) return directory
  await rm(directory, { recursive: true, force: true })
  await mkdir(directory, { recursive: true })
  await fill(directory)
  await writeFile(join(directory, MARKER), wanted)
  return directory
}
