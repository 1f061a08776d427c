import { access, constants, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { UsageError } from './failures.js'

/**
 * Makes sure that files can be written where they are asked for, before the work they are to hold is done.
 * @param paths `undefined` for a file that is not wanted
 * @throws {UsageError} a folder is missing or may not be written; every problem is told
 */
export async function requireWritable(...paths: readonly (string | undefined)[]): Promise<void> {
  const wanted = paths.filter((path) => path !== undefined)
  const told = await Promise.all(wanted.map(async (path) => ({ path, why: await obstacleAt(path) })))
  const problems = told.flatMap(({ path, why }) => (why === undefined ? [] : [`Cannot write ${path}: ${why}.`]))
  if (problems.length > 0) throw new UsageError(problems)
}

async function obstacleAt(path: string): Promise<string | undefined> {
  const target = await kindOf(path)
  if (target?.isDirectory()) return 'it is a folder'
  // A device or a pipe, such as /dev/stdout, is written in place: its folder does not matter.
  if (target !== undefined && !target.isFile()) return undefined
  const folder = dirname(path)
  if (!(await kindOf(folder))?.isDirectory()) return 'there is no such folder'
  return (await isWritable(folder)) ? undefined : 'its folder may not be written'
}

function kindOf(path: string) {
  return stat(path).catch(() => undefined)
}

async function isWritable(folder: string): Promise<boolean> {
  return access(folder, constants.W_OK | constants.X_OK).then(
    () => true,
    () => false,
  )
}
