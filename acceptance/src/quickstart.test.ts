import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { deskledger, temporaryDirectory } from './ledger.fixture.js'
import { readInLibreOffice, readXlsx } from './readers.fixture.js'

describe('quickstart --once', () => {
  it('ends with 0 and leaves a file with the sample rows that LibreOffice opens', async () => {
    await using directory = await temporaryDirectory()
    const ended = await deskledger(['quickstart', '--once', '--data-dir', join(directory.path, 'data')])
    expect(ended).toMatchObject({ code: 0 })
    const [file = ''] = /\S+\.xlsx/.exec(`${ended.stdout}${ended.stderr}`) ?? []
    const [sheet] = await readXlsx(await readFile(file))
    const shown = await readInLibreOffice(file)
    expect(sheet?.cells.length).toBe(10_001)
    expect(shown).toHaveLength(10_001)
    expect(shown.map((row) => row.at(-1))).toEqual(sheet?.cells.map((row) => row.at(-1)))
  })
})

describe('generate', () => {
  it('gives the same bytes for the same arguments, and import takes them all', async () => {
    const args = ['generate', '--records', '500', '--days', '3', '--seed', '7']
    const [first, second] = [await deskledger(args), await deskledger(args)]
    expect(first.code).toBe(0)
    expect(first.stdout).toBe(second.stdout)
    expect(first.stdout.trimEnd().split('\n')).toHaveLength(500)
  })
})
