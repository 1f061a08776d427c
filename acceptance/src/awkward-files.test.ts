import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { readManifest } from '@deskledger/client'
import { parquetReadObjects } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { FORMULA, isReplaced, linesOf, startOf, TEXT_CHECKS, TEXTS } from './awkward-texts.fixture.js'
import { deskledger, type Ledger, newLedger, temporaryDirectory } from './ledger.fixture.js'
import { readInLibreOffice, readXlsx } from './readers.fixture.js'

const LONG = 'x'.repeat(40_000)

describe('awkward texts', () => {
  let ledger: Ledger & AsyncDisposable
  let directory: Awaited<ReturnType<typeof temporaryDirectory>>
  beforeAll(async () => {
    ledger = await newLedger()
    directory = await temporaryDirectory()
    const lines = linesOf(Date.now() - 3_600_000, { connection_failure_reason: LONG })
    expect(await ledger.client.ingestConnectionRecords(lines)).toMatchObject({ created: TEXTS.length })
  })
  afterAll(async () => {
    await ledger[Symbol.asyncDispose]()
    await directory[Symbol.asyncDispose]()
  })

  const exported = async (name: string, ...more: string[]): Promise<{ path: string; manifest: string }> => {
    const [path, manifest] = [join(directory.path, name), join(directory.path, `${name}.manifest.json`)]
    const ended = await deskledger(['export', '--out', path, '--manifest', manifest, ...more], ledger.environment)
    expect(ended).toMatchObject({ code: 0 })
    return { path, manifest }
  }
  const alterations = async (manifest: string): Promise<unknown> =>
    readManifest(JSON.parse(await readFile(manifest, 'utf8'))).alterations

  it.each(['en_US', 'zh_CN'])('come out of CSV guarded and counted, in %s, compressed or not', async (language) => {
    const { path, manifest } = await exported('a.csv', '--language', language)
    const packed = await exported('a.csv.gz', '--language', language)
    const bytes = await readFile(path)
    expect(await TEXT_CHECKS.csv.read(bytes)).toEqual(TEXTS.map(TEXT_CHECKS.csv.expected))
    expect(gunzipSync(await readFile(packed.path)).equals(bytes)).toBe(true)
    const guarded_cells = TEXTS.filter((text) => FORMULA.test(text)).length
    expect(await alterations(manifest)).toEqual({ cut_cells: 0, replaced_characters: 0, guarded_cells })
  })

  it.each(['en_US', 'zh_CN'])('come out of XLSX as text, cut and replaced where counted, in %s', async (language) => {
    const { path, manifest } = await exported('a.xlsx', '--language', language)
    const bytes = await readFile(path)
    expect(await TEXT_CHECKS.xlsx.read(bytes)).toEqual(TEXTS.map(TEXT_CHECKS.xlsx.expected))
    const [sheet] = await readXlsx(bytes)
    expect(String(sheet?.cells[1]?.[9])).toHaveLength(32_767)
    expect(String(sheet?.cells[1]?.[9])).toMatch(/^x+…\[cut\]$/)
    const replaced_characters = [...TEXTS.join('')].filter(isReplaced).length
    expect(await alterations(manifest)).toEqual({ cut_cells: 1, replaced_characters, guarded_cells: 0 })
    const shown = await readInLibreOffice(path)
    const isShown = (text: string): boolean => !/[\p{Cc}\u2028\ufeff]/u.test(text)
    expect(
      shown
        .slice(1)
        .map((row) => row[1])
        .filter((text) => isShown(text ?? '')),
    ).toEqual(expect.arrayContaining(TEXTS.filter(isShown)))
    expect(shown[1]?.[9]).toHaveLength(32_767)
  })

  it('come out of NDJSON and Parquet as they were delivered', async () => {
    const ndjson = await readFile((await exported('a.ndjson')).path, 'utf8')
    const packed = await exported('a.ndjson.gz')
    const lines = ndjson
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(lines.map(({ user_name }) => user_name)).toEqual(TEXTS)
    expect(lines[0].connection_failure_reason).toBe(LONG)
    expect(gunzipSync(await readFile(packed.path)).toString()).toBe(ndjson)
    const { path, manifest } = await exported('a.parquet')
    const rows = await parquetReadObjects({ file: Uint8Array.from(await readFile(path)).buffer, compressors })
    expect(rows.map((row) => [row['user_name'], row['transaction_id']])).toEqual(
      TEXTS.map((text, place) => [text, `t${place}`]),
    )
    expect(rows[0]?.['connection_start_time']).toEqual(new Date(lines[0].connection_start_time))
    expect(await alterations(manifest)).toEqual({ cut_cells: 0, replaced_characters: 0, guarded_cells: 0 })
  })

  it('are the same bytes when they are asked for again', async () => {
    for (const name of ['b.xlsx', 'b.csv.gz', 'b.ndjson', 'b.parquet']) {
      const end = new Date(Date.now() - 60_000).toISOString()
      const [first, second] = [await exported(name, '--end-time', end), await exported(`2${name}`, '--end-time', end)]
      expect((await readFile(first.path)).equals(await readFile(second.path))).toBe(true)
    }
  })
})

it('are noticed when they are written as they are: in each format all that need care, and no others (the control)', async () => {
  await using ledger = await newLedger({
    NODE_OPTIONS: `--import ${fileURLToPath(new URL('./escapes-off.mjs', import.meta.url))}`,
  })
  const newest = Date.now() - 3_600_000
  await ledger.client.ingestConnectionRecords(linesOf(newest))
  /** Whether the check is red for a file of this record alone. */
  const isNoticed = async (format: keyof typeof TEXT_CHECKS, place: number): Promise<boolean> => {
    const { read, expected } = TEXT_CHECKS[format]
    const [start_time, end_time] = [startOf(newest, place), new Date(startOf(newest, place).getTime() + 1)]
    const times = { start_time: start_time.toISOString(), end_time: end_time.toISOString() }
    const { body } = await ledger.client.exportUserLoginInfo({ format, ...times })
    const bytes = new Uint8Array(await new Response(body).arrayBuffer())
    const found = await read(bytes).catch(() => 'no such file')
    return JSON.stringify(found) !== JSON.stringify([expected(TEXTS[place] ?? '')])
  }
  for (const format of ['csv', 'xlsx', 'ndjson'] as const) {
    const noticed: string[] = []
    for (const [place, text] of TEXTS.entries()) if (await isNoticed(format, place)) noticed.push(text)
    expect([format, noticed]).toEqual([format, TEXTS.filter(TEXT_CHECKS[format].needsCare)])
  }
})
