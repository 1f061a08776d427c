import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { copyDurably, copyExportFiles, manifestName } from '@deskledger/engine-filesystem'
import type { VerifyingKey } from '@deskledger/proof'
import { exportFileProblems } from '../backup/verify-exports.js'
import { isThere } from '../is-there.js'

/** Where export files come from and go to. */
export interface ExportsToTake {
  readonly from: string
  readonly backup: string | undefined
  readonly to: string
  readonly keys: readonly VerifyingKey[]
}

/**
 * Takes the export files that are what their manifests were signed for, and of a backup those that are missing then.
 * @returns names of files that are not
 */
export async function takeExports({ from, backup, to, keys }: ExportsToTake): Promise<readonly string[]> {
  if (await isThere(from)) await copyExportFiles(from, to)
  const damaged: string[] = []
  const { problems } = await exportFileProblems(to, [...(await namesIn(to))], keys, new Map())
  for (const problem of problems) {
    if (problem.kind !== 'export-file') continue
    damaged.push(problem.name)
    for (const name of [problem.name, manifestName(problem.name)]) await rm(join(to, name), { force: true })
  }
  if (backup !== undefined) await copyMissing(backup, to)
  const there = await namesIn(to)
  return damaged.filter((name) => !there.has(name))
}

async function copyMissing(backup: string, to: string): Promise<void> {
  const there = await namesIn(to)
  if (there.size === 0) return copyExportFiles(backup, to)
  for (const name of await readdir(backup)) {
    if (!there.has(name)) await copyDurably(join(backup, name), join(to, name))
  }
}

async function namesIn(directory: string): Promise<ReadonlySet<string>> {
  return new Set(await readdir(directory).catch(() => []))
}
