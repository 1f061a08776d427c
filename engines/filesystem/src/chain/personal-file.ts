import { createReadStream } from 'node:fs'
import { open, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { linesOf, type PersonalValue, personalFile, personalLine, readPersonalLine } from '@deskledger/proof'
import { FILE_MODE, ifThere, syncDirectory } from '../disk.js'

/** A copy on its way; it takes the place of the file when it is complete. */
const PARTIAL = '.partial'

/**
 * Puts a copy without some lines in the place of a file of personal values, durably; a line that was not written to its
 * end goes, too. A file of which nothing goes is left as it is.
 *
 * @param isToGo asked for each value
 * @returns how many values went
 */
export async function removePersonal(
  directory: string,
  first: number,
  isToGo: (value: PersonalValue) => boolean,
): Promise<number> {
  const path = join(directory, personalFile(first))
  const kept: string[] = []
  let [goneCount, isCut] = [0, false]
  await ifThere(async () => {
    for await (const { text, isEnded } of linesOf(createReadStream(path))) {
      const value = isEnded ? readPersonalLine(text) : undefined
      if (!isEnded) isCut = true
      else if (value !== undefined && isToGo(value)) goneCount += 1
      else kept.push(value === undefined ? text : personalLine(value))
    }
  })
  if (goneCount === 0 && !isCut) return 0
  {
    await using copy = await open(`${path}${PARTIAL}`, 'w', FILE_MODE)
    await copy.writeFile(kept.map((line) => `${line}\n`).join(''))
    await copy.sync()
  }
  await rename(`${path}${PARTIAL}`, path)
  await syncDirectory(directory)
  return goneCount
}
