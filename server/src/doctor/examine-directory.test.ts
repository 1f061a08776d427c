import { createHash } from 'node:crypto'
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Database } from '@deskledger/engine-duckdb'
import { SigningKey } from '@deskledger/proof'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dataDirectoryOf } from '../data-directory.js'
import { readSettings } from '../settings/read-settings.js'
import { startServer } from '../start-server.js'
import { doctorWords } from './doctor-words.js'
import { examineDirectory } from './examine-directory.js'

let place: string
beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), 'deskledger-doctor-'))
  const settings = { DESKLEDGER_DATA_DIR: join(place, 'sound'), DESKLEDGER_PORT: '0', DESKLEDGER_LOG_LEVEL: 'silent' }
  const server = await startServer(readSettings(settings, {}))
  await server.stop()
})
afterAll(() => rm(place, { recursive: true }))

const examine = (name: string) => examineDirectory(dataDirectoryOf({ dataDirectory: join(place, name) }))

/** Of every file, name and mode. */
async function digestOf(directory: string): Promise<string> {
  const hash = createHash('sha256')
  const entries = await readdir(directory, { recursive: true, withFileTypes: true })
  for (const entry of entries.sort((a, b) => (join(a.parentPath, a.name) < join(b.parentPath, b.name) ? -1 : 1))) {
    const path = join(entry.parentPath, entry.name)
    hash.update(path)
    if (entry.isFile()) hash.update(await readFile(path))
  }
  return hash.digest('hex')
}

/** Changes a database as a newer version would. */
async function ofTheFuture(data: string): Promise<void> {
  const database = await Database.open({ path: join(data, 'ledger.duckdb') })
  const session = await database.connect()
  await session.run("INSERT INTO schema_migration VALUES ('9999_wings.sql')")
  session.close()
  database.close()
}

const DAMAGES: readonly [kind: string, remedy: string, damage: (data: string) => Promise<unknown>][] = [
  ['is-backup', 'restore-it', (data) => writeFile(join(data, 'backup.json'), '')],
  ['foreign-file', 'remove-foreign-file', (data) => writeFile(join(data, 'thesis.txt'), '')],
  ['too-new', 'start-newer-version', ofTheFuture],
  ['open-to-others', 'close-to-others', (data) => chmod(join(data, 'secrets.key'), 0o644)],
  ['open-to-others', 'close-to-others', (data) => chmod(join(data, 'signing.key'), 0o640)],
  ['secrets-key-missing', 'put-secrets-key-back', (data) => rm(join(data, 'secrets.key'))],
  ['secrets-key-damaged', 'put-secrets-key-back', (data) => truncate(join(data, 'secrets.key'), 20)],
  [
    'secrets-key-differs',
    'put-secrets-key-back',
    (data) => writeFile(join(data, 'secrets.key'), `${Buffer.alloc(32).toString('base64')}\n`),
  ],
  ['signing-key-missing', 'put-signing-key-back', (data) => rm(join(data, 'signing.key'))],
  ['signing-key-damaged', 'put-signing-key-back', (data) => writeFile(join(data, 'signing.key'), 'PEM')],
  ['signing-key-list-damaged', 'put-key-list-back', (data) => writeFile(join(data, 'signing-keys.json'), '{}')],
  ['database-missing', 'recover-with-backup', (data) => rm(join(data, 'ledger.duckdb'))],
  ['database-damaged', 'recover-with-backup', (data) => truncate(join(data, 'ledger.duckdb'), 9_000)],
  ['chain-missing', 'recover', (data) => rm(join(data, 'chain'), { recursive: true })],
  ['audit-missing', 'recover-with-backup', (data) => rm(join(data, 'audit'), { recursive: true })],
  [
    'audit-damaged',
    'recover',
    async (data) => {
      const path = join(data, 'audit', 'entries-000000000001.ndjson')
      await writeFile(path, (await readFile(path, 'utf8')).replace('LedgerFounded', 'LedgerFOUNDED'))
    },
  ],
  ['audit-damaged', 'start-mends', (data) => truncate(join(data, 'audit', 'checkpoints.ndjson'), 100)],
  ['export-file', 'export-again', (data) => writeFile(join(data, 'exports', 'stray'), '')],
]

describe('a data directory', () => {
  it('that a server left is sound, and said to be so', async () => {
    const { findings, proved, isNew } = await examine('sound')
    expect({ findings, isNew }).toEqual({ findings: [], isNew: false })
    expect(proved.map(({ kind }) => kind)).toEqual(['database', 'chain', 'audit', 'export-files'])
  })

  it('that is empty, or has keys only, is new', async () => {
    const empty = join(place, 'empty')
    await mkdir(empty)
    expect(await examine('empty')).toMatchObject({ findings: [], isNew: true })
    await writeFile(join(empty, 'signing.key'), SigningKey.generate().toPem(), { mode: 0o600 })
    expect(await examine('empty')).toMatchObject({ findings: [], isNew: true })
  })

  it('that is not there, or a file, is none', async () => {
    await writeFile(join(place, 'file'), '')
    for (const name of ['nowhere', 'file']) {
      expect((await examine(name)).findings).toMatchObject([{ problem: { kind: 'no-directory' } }])
    }
  })

  it.each(DAMAGES)('has the finding %s, with the remedy %s, and is left as it is', async (kind, remedy, damage) => {
    const data = join(place, `${kind}-${remedy}`)
    await cp(join(place, 'sound'), data, { recursive: true })
    await damage(data)
    const before = await digestOf(data)
    const { directory, findings } = await examine(`${kind}-${remedy}`)
    expect(findings).toEqual([{ problem: expect.objectContaining({ kind }), remedy }])
    for (const speech of ['en', 'zh'] as const) {
      const words = doctorWords(speech, directory)
      for (const { problem } of findings) {
        expect(words.problem(problem)).not.toMatch(/undefined|\[object/)
        expect(words.remedy(remedy as never, problem)).not.toMatch(/undefined|\[object/)
      }
    }
    expect(await digestOf(data)).toBe(before)
    await rm(data, { recursive: true })
  })

  it('has its remedies as commands that a shell reads as they are meant, whatever its path', () => {
    const root = "/srv/zoe's ledger"
    const words = doctorWords('en', dataDirectoryOf({ dataDirectory: root }))
    const quoted = String.raw`'/srv/zoe'\''s ledger'`
    const command = `deskledger recover --data-dir ${quoted} --to NEW --from BACKUP`
    expect(words.remedy('recover', { kind: 'chain-missing' })).toContain(command)
    const key = { kind: 'open-to-others', path: `${root}/secrets.key`, mode: 0o644 } as const
    expect(words.remedy('close-to-others', key)).toBe(String.raw`chmod 600 '/srv/zoe'\''s ledger/secrets.key'`)
    expect(words.remedy('restore-it', { kind: 'is-backup', path: root })).toBe(
      `deskledger restore ${quoted} --data-dir NEW; deskledger verify ${quoted} verifies it`,
    )
  })

  it('takes the key of secrets from a setting, too', async () => {
    const directory = dataDirectoryOf({ dataDirectory: join(place, 'sound') })
    const { findings } = await examineDirectory(directory, { secretsKey: Buffer.alloc(32) })
    expect(findings).toMatchObject([{ problem: { kind: 'secrets-key-differs', source: 'DESKLEDGER_SECRETS_KEY' } }])
  })
})
