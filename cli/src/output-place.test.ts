import { writeFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { UsageError } from './failures.js'
import { requireWritable } from './output-place.js'
import { temporaryDirectory } from './temporary-directory.fixture.js'

describe('the place of a file', () => {
  it('is fine in a folder that is there, whether or not the file is', async () => {
    await using directory = await temporaryDirectory()
    await writeFile(directory.file('old'), '')
    await requireWritable(directory.file('new'), directory.file('old'), undefined, 'in-the-working-directory')
  })

  it('is refused when the folder is missing or a file, or the path is a folder: all told at once', async () => {
    await using directory = await temporaryDirectory()
    await writeFile(directory.file('old'), '')
    const [missing, inFile, folder] = [directory.file('no/x'), directory.file('old/x'), directory.file('.')]
    await expect(requireWritable(missing, inFile, folder)).rejects.toEqual(
      new UsageError([
        `Cannot write ${missing}: there is no such folder.`,
        `Cannot write ${inFile}: there is no such folder.`,
        `Cannot write ${folder}: it is a folder.`,
      ]),
    )
  })

  it('does not matter for a device', async () => {
    await requireWritable('/dev/null')
  })
})
