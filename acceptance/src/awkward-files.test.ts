import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { readManifest } from '@deskledger/client'
import { parquetReadObjects } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { deskledger, type Ledger, newLedger, temporaryDirectory } from './ledger.fixture.js'
import { readCsv, readInLibreOffice, readXlsx } from './readers.fixture.js'

/** What breaks file writers. Each is the user name of a record, in this order of start, newest first. */
const TEXTS = [
  'plain',
  'say "hi", twice',
  'two\r\nlines',
  'line\nfeed and\ttab',
  'carriage\rreturn',
  'a\u0000b\u0001c\u001fd',
  '_x0041_ and _x005F_x0041_',
  '<a href="x">&amp; ]]></a>',
  ' lead and trail ',
  '\u{1f600} \u{10348}',
  '\u202eright to left\u202c عربي',
  '=1+1',
  '+1',
  '-1',
  '@x',
  '\tx',
  '\rx',
  '＝1',
  '＋1',
  '－1',
  '＠x',
  '00123',
  '1e5',
  'TRUE',
  '\u0085 \u2028 \ufeff',
  '张三',
]
const LONG = 'x'.repeat(40_000)
const FORMULA = /^[=+\-@\t\r＝＋－＠]/

describe('awkward texts', () => {
  let ledger: Ledger & AsyncDisposable
  let directory: Awaited<ReturnType<typeof temporaryDirectory>>
  beforeAll(async () => {
    ledger = await newLedger()
    directory = await temporaryDirectory()
    const newest = Date.now() - 3_600_000
    const lines = TEXTS.map((user_name, place) => ({
      transaction_id: `t${place}`,
      connection_start_time: new Date(newest - place * 1000).toISOString(),
      user_name,
      ...(place === 0 && { connection_failure_reason: LONG }),
    }))
    const answer = await ledger.client.ingestConnectionRecords(
      lines.map((line) => `${JSON.stringify(line)}\n`).join(''),
    )
    expect(answer).toMatchObject({ created: TEXTS.length })
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
    expect(
      readCsv(bytes)
        .slice(1)
        .map((row) => row[1]),
    ).toEqual(TEXTS.map((text) => (FORMULA.test(text) ? `'${text}` : text)))
    expect(gunzipSync(await readFile(packed.path)).equals(bytes)).toBe(true)
    const guarded_cells = TEXTS.filter((text) => FORMULA.test(text)).length
    expect(await alterations(manifest)).toEqual({ cut_cells: 0, replaced_characters: 0, guarded_cells })
  })

  it.each(['en_US', 'zh_CN'])('come out of XLSX as text, cut and replaced where counted, in %s', async (language) => {
    const { path, manifest } = await exported('a.xlsx', '--language', language)
    const [sheet] = await readXlsx(await readFile(path))
    const rows = sheet?.cells.slice(1) ?? []
    // exceljs leaves `_xHHHH_` as it stands in the file; Excel and LibreOffice undo it.
    expect(rows.map((row) => undone(String(row[1])))).toEqual(TEXTS)
    expect(String(rows[0]?.[9])).toHaveLength(32_767)
    expect(String(rows[0]?.[9])).toMatch(/^x+…\[cut\]$/)
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

/** What XML cannot hold but as a replacement. */
function isReplaced(character: string): boolean {
  return character < ' ' && !'\t\n'.includes(character)
}

/** Undoes `_xHHHH_` (ECMA-376, ST_Xstring). */
function undone(text: string): string {
  return text.replace(/_x([0-9A-F]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
}
