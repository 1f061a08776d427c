import { chmod, mkdir, readdir, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { DIRECTORY_MODE, FILE_MODE, syncDirectory, withRoom } from './disk.js'
import { MARKER } from './file-names.js'

/** What a fresh file system has in its root. */
const NOT_IN_THE_WAY = 'lost+found'

/** Makes the directory ready for export files: there, private, marked as ours, and all that durable. */
export async function prepareDirectory(directory: string): Promise<void> {
  await withRoom(async () => {
    const firstCreated = await mkdir(directory, { recursive: true, mode: DIRECTORY_MODE })
    await chmod(directory, DIRECTORY_MODE)
    await mark(directory)
    await syncDirectory(directory)
    if (firstCreated !== undefined) await syncParents(resolve(directory), resolve(firstCreated))
  })
}

/** The directory holds files of somebody else, which sweeping would remove. */
export class ForeignDirectoryError extends Error {
  override readonly name = 'ForeignDirectoryError'
}

async function mark(directory: string): Promise<void> {
  const names = await readdir(directory)
  if (names.includes(MARKER)) return
  if (names.some((name) => name !== NOT_IN_THE_WAY)) {
    throw new ForeignDirectoryError(
      `${directory} already holds files that are not export files, and leftovers are removed there; choose an empty directory.`,
    )
  }
  await writeFile(join(directory, MARKER), '', { mode: FILE_MODE })
}

/** A new directory is durable once the one above it is synced. */
async function syncParents(directory: string, firstCreated: string): Promise<void> {
  let created = directory
  await syncDirectory(dirname(created))
  while (created !== firstCreated && dirname(created) !== created) {
    created = dirname(created)
    await syncDirectory(dirname(created))
  }
}
