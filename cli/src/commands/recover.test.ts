import { mkdir, readdir } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import type { Recovery } from '../ledger-tools.js'
import { temporaryDirectory } from '../temporary-directory.fixture.js'
import { runCommand } from '../test-io.fixture.js'
import { recoveryJson, recoveryLines } from '../verify/recovery-lines.js'

const entry = (batch: number, project_id: string) => ({
  entry: 'batch' as const,
  batch,
  project_id,
  received_at: '2026-01-01T00:00:00.000Z',
  created: 1_000,
  updated: 5,
  unchanged: 0,
  refused: 0,
  body_sha256: null,
})

const FROM_DATABASE: Recovery = {
  base: 'database',
  backup: undefined,
  logBytesLeftOut: 0,
  chain: { source: 'directory', isWhole: true },
  audit: { source: 'directory', isWhole: true },
  lostExports: [],
  lost: [],
  partlyLost: [],
  missingRecords: 0,
  verdict: {
    kind: 'data-directory',
    problems: [],
    proved: [],
    notProved: [],
    losses: [],
    keyIds: [],
    batch: 9,
    recordCount: 12_345,
  },
}

const FROM_BACKUP: Recovery = {
  ...FROM_DATABASE,
  base: 'backup',
  backup: { path: '/backups/b', name: 'b', time: '2026-01-02T03:04:05.000Z', batch: 4 },
  takenOver: { created: 1_200, updated: 7, unreadableRows: 2_048, perBatch: new Map(), hasTakenTheRest: false },
  logBytesLeftOut: 22,
  chain: { source: 'directory', isWhole: false },
  audit: { source: 'backup', isWhole: false },
  lostExports: ['a.csv'],
  lost: [entry(8, 'p'), entry(9, 'q')],
  partlyLost: [entry(6, 'p')],
  missingRecords: 2_800,
}

describe('recover', () => {
  it('says that nothing was lost', () => {
    expect(recoveryLines(FROM_DATABASE, '/new', 'en')).toEqual([
      'Database: the one of the data directory.',
      'Ledger chain: the one of the data directory.',
      'Audit log: the one of the data directory.',
      'Lost: nothing that the ledger chain names.',
      'Recovered into /new and verified: 12,345 records in 9 batches.',
    ])
  })

  it('does not say so when there was no chain to name it', () => {
    const lines = recoveryLines({ ...FROM_DATABASE, chain: { source: 'none', isWhole: false } }, '/new', 'en')
    expect(lines.join('\n')).not.toContain('Lost: nothing')
    expect(lines).toContainEqual(expect.stringContaining('nothing shows which batches were missing before'))
  })

  it('says what came from where, and what was lost, by project and batch', () => {
    expect(recoveryLines(FROM_BACKUP, '/new', 'en')).toEqual([
      'Database: that of the backup of 2026-01-02T03:04:05.000Z, up to batch 4.',
      'Beyond the backup the damaged database had 1,200 records, and 7 as they were later.',
      'Tasks, users, keys and policies are those of the backup: look at what was changed since, also what was revoked.',
      'What was purged or erased since 2026-01-02T03:04:05.000Z is back: order erasures of persons again.',
      'The last 22 bytes of its log cannot be read.',
      'Ledger chain: the one of the data directory, up to its damage; nothing shows what stood behind that.',
      'Audit log: that of the backup.',
      'Export files that are not what they were: a.csv.',
      'Lost of project p: batches 8, which created 1,000 records and changed 5.',
      'Lost of project q: batches 9, which created 1,000 records and changed 5.',
      'Lost in part of project p: batches 6, which created 1,000 records and changed 5.',
      'Missing: 2,800 records. Have them delivered again; what is there already does no harm.',
      'Recovered into /new and verified: 12,345 records in 9 batches.',
    ])
    expect(recoveryLines(FROM_BACKUP, '/new', 'zh')).toEqual(
      expect.arrayContaining([
        '台账链：数据目录中的台账链，到损坏处为止；无法得知其后的内容。',
        '已恢复到 /new 并验证：9 批共 12,345 条记录。',
      ]),
    )
    expect(recoveryJson(FROM_BACKUP, '/new')).toMatchObject({
      data_directory: '/new',
      base: 'backup',
      taken_over: { created: 1_200, unreadable_rows: 2_048, tasks_users_and_keys: false },
      lost: [{ project_id: 'p', batches: '8' }, { project_id: 'q' }],
      partly_lost: [{ project_id: 'p', batches: '6' }],
      missing_records: 2_800,
    })
  })

  it.each<[words: readonly string[], code: number, told: string]>([
    [['--data-dir', 'nowhere', '--to', 'new'], 1, 'nowhere is not there'],
    [['--data-dir', 'empty', '--to', 'new'], 1, 'give a backup with --from'],
    [['--data-dir', 'empty', '--from', 'empty', '--to', 'new'], 1, 'is no backup that was signed'],
    [['--data-dir', 'empty', '--to', 'empty/new'], 1, 'which is not changed; choose another'],
    [['--data-dir', 'nowhere', '--from', 'empty', '--to', 'empty'], 1, 'which is not changed; choose another'],
    [['--data-dir', 'empty'], 2, "required option '--to <path>'"],
    [['--data-dir', 'empty', '--to', 'new', '--lang', 'de'], 2, '--lang must be one of en, zh'],
  ])('%j fails and leaves nothing', async (words, code, told) => {
    await using directory = await temporaryDirectory()
    await mkdir(directory.file('empty'))
    const full = words.map((word) => (word.startsWith('-') || word === 'de' ? word : directory.file(word)))
    const ended = await runCommand(['recover', ...full])
    expect(ended).toEqual({ code, stdout: '', stderr: expect.stringContaining(told) })
    expect(await readdir(directory.file('.'))).toEqual(['empty'])
  })
})
