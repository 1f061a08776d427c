import { mkdir, writeFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { type Examination, ledgerTools } from '../ledger-tools.js'
import { temporaryDirectory } from '../temporary-directory.fixture.js'
import { runCommand } from '../test-io.fixture.js'
import { doctorJson, doctorLines } from '../verify/doctor-lines.js'

describe('doctor', () => {
  it('says that a directory is new, in the language that is asked for', async () => {
    await using directory = await temporaryDirectory()
    await mkdir(directory.file('data'))
    const english = await runCommand(['doctor', directory.file('data')])
    expect(english).toEqual({
      code: 0,
      stderr: '',
      stdout: `Data directory ${directory.file('data')}\nThere is no ledger in it yet; a server makes one when it starts.\n`,
    })
    const chinese = await runCommand(['doctor'], {
      environment: { DESKLEDGER_DATA_DIR: directory.file('data'), LANG: 'zh_CN.UTF-8' },
    })
    expect([chinese.code, chinese.stdout]).toEqual([0, expect.stringContaining('目录中尚无台账')])
  })

  it('answers 1 with each finding and its remedy, in words and for programs', async () => {
    await using directory = await temporaryDirectory()
    await mkdir(directory.file('data'))
    await writeFile(directory.file('data/thesis'), '')
    const told = await runCommand(['doctor', directory.file('data')])
    expect([told.code, told.stdout]).toEqual([
      1,
      expect.stringMatching(/^1\. .*thesis is not a ledger's\.\n {3}What to do: /m),
    ])
    const { code, stdout } = await runCommand(['doctor', directory.file('data'), '--json'])
    expect([code, JSON.parse(stdout)]).toMatchObject([
      1,
      { sound: false, findings: [{ kind: 'foreign-file', remedy: 'remove-foreign-file' }] },
    ])
  })

  it('answers 2 to settings that cannot be used', async () => {
    const { code, stderr } = await runCommand(['doctor', '/nowhere', '--records-url', 'ftp:x'])
    expect([code, stderr]).toEqual([2, expect.stringContaining('DESKLEDGER_RECORDS_URL')])
  })

  it('tells missing batches by project', async () => {
    const entry = (batch: number, project_id: string) => ({
      entry: 'batch' as const,
      batch,
      project_id,
      received_at: '2026-01-01T00:00:00.000Z',
      created: 10,
      updated: 1,
      unchanged: 0,
      refused: 0,
      body_sha256: null,
    })
    const tools = await ledgerTools()
    const { directory } = await tools.ledgerAt('/data', {})
    const entries = [entry(3, 'p'), entry(4, 'p'), entry(5, 'q'), entry(6, 'p')]
    const examination: Examination = {
      directory,
      findings: [
        {
          problem: { kind: 'ledger', problem: { kind: 'database-behind', from: 3, to: 6, entries } },
          remedy: 'recover',
        },
      ],
      proved: [],
      losses: [
        {
          time: '2026-01-01T00:00:00.000Z',
          ranges: [{ from: 1, to: 1, isPartly: true }],
          missingRecords: 7,
          entries: [entry(1, 'p')],
        },
      ],
      isNew: false,
    }
    const lines = doctorLines(examination, tools, 'en')
    expect(lines).toContain(
      '1. /data/ledger.duckdb ends with batch 2, but /data/chain names more: batches 3 to 6 (4 in all) are missing.',
    )
    expect(lines).toContain('   Missing of project p: batches 3-4, 6, which created 30 records and changed 3.')
    expect(lines).toContain('   Missing of project q: batches 5, which created 10 records and changed 1.')
    expect(lines).toContainEqual(expect.stringMatching(/^Lost: the recovery of 2026-01-01.*batch 1 in part: 7 records/))
    expect(doctorJson(examination, tools)).toMatchObject({
      lost: [{ batches: [{ from: 1, to: 1, in_part: true }], missing_records: 7, projects: [{ project_id: 'p' }] }],
      findings: [{ kind: 'database-behind', missing: [{ project_id: 'p', batches: '3-4, 6' }, { project_id: 'q' }] }],
    })
  })
})
