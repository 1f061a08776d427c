import { appendFile, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type AuditEvent, AuditLogUnavailableError } from '@deskledger/domain'
import { describeAuditLog } from '@deskledger/engine-conformance'
import { SigningKey, verifyLog } from '@deskledger/proof'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type OpenAppendFile, openAppendFile } from '../chain/append-file.js'
import { DamagedSegmentError } from '../chain/segment.js'
import { type AuditLogOptions, openAuditLog } from './audit-log.js'

const KEY = SigningKey.generate()

let root: string
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'deskledger-audit-'))
})
afterEach(() => rm(root, { recursive: true }))

const open = (more: Partial<AuditLogOptions> = {}) =>
  openAuditLog({ directory: join(root, 'audit'), key: KEY, clock: () => new Date(), ...more })

describeAuditLog({
  name: 'filesystem',
  open: async () => {
    // Small segments, so that every rule is kept across files, too.
    const small = { segmentBytes: 300 }
    const store = await open(small)
    const reopen = async () => {
      await store.close()
      return open(small)
    }
    return { store, reopen }
  },
})

const EVENT: AuditEvent = {
  at: new Date('2026-01-01T00:00:00.000Z'),
  operation: 'CreateUser',
  actor: { kind: 'user', accountId: 'acme', userId: 'u1', userName: 'ada', credential: 'token' },
  address: '192.0.2.1',
  target: {},
  outcome: { status: 201 },
}

const QUERY = { accountId: 'acme', withUnattributed: true, limit: 100 }

describe('a directory of audit entries', () => {
  const directory = () => join(root, 'audit')
  const file = (name = 'entries-000000000001.ndjson') => join(directory(), name)

  async function filled(count = 3, more: Partial<AuditLogOptions> = {}): Promise<void> {
    const log = await open(more)
    for (let at = 0; at < count; at += 1) await log.append(EVENT)
    await log.close()
  }

  it('is private, and so is every file in it', async () => {
    await filled()
    expect((await stat(directory())).mode & 0o777).toBe(0o700)
    for (const name of await readdir(directory())) expect((await stat(file(name))).mode & 0o777).toBe(0o600)
  })

  it('proves itself, across files, with a last checkpoint and after an erasure', async () => {
    const log = await open({ segmentBytes: 500 })
    for (let at = 0; at < 10; at += 1) await log.append(EVENT)
    await log.erase({ ...QUERY, value: 'ada' })
    await log.close()
    expect((await readdir(directory())).length).toBeGreaterThan(6)
    expect(await verifyLog(directory(), { keys: [KEY.verifying] })).toMatchObject({
      problems: [],
      entryCount: 10,
      personalCount: 10,
      erasedCount: 10,
      lastCheckpoint: { sequence: 10 },
    })
    const texts = await Promise.all((await readdir(directory())).map((name) => readFile(file(name), 'utf8')))
    expect(texts.join('')).not.toContain('"ada"')
  })

  it('tells the same checkpoint as long as nothing is recorded', async () => {
    const log = await open()
    await log.append(EVENT)
    const told = await log.checkpoint()
    expect(await log.checkpoint()).toBe(told)
    await log.append(EVENT)
    expect(await log.checkpoint()).not.toBe(told)
    await log.close()
    expect(await verifyLog(directory(), { checkpoints: [told] })).toMatchObject({ problems: [], checkpointCount: 3 })
  })

  it('writes a checkpoint after so many entries', async () => {
    const log = await open({ checkpointEntries: 2 })
    for (let at = 0; at < 4; at += 1) await log.append(EVENT)
    await log.close()
    expect((await verifyLog(directory())).checkpointCount).toBe(2)
  })

  it('syncs once for all that wait, and resolves none before', async () => {
    const syncs: string[] = []
    const openFile: OpenAppendFile = async (path) => {
      const real = await openAppendFile(path)
      return {
        append: (text) => real.append(text),
        truncate: (count) => real.truncate(count),
        close: () => real.close(),
        sync: async () => {
          await real.sync()
          if (path.includes('entries')) syncs.push('sync')
        },
      }
    }
    const log = await open({ openFile })
    const order = Array.from({ length: 100 }, () => log.append(EVENT).then(() => syncs.push('done')))
    await Promise.all(order)
    // The first is on its way before the others wait.
    expect(syncs.filter((step) => step === 'sync').length).toBeLessThanOrEqual(2)
    expect(syncs[0]).toBe('sync')
    await log.close()
  })

  it('cuts off what was being written when the server was killed', async () => {
    await filled()
    await appendFile(file(), '{"sequence":4,"previous":"ab')
    await appendFile(
      file('personal-000000000001.ndjson'),
      '{"sequence":4,"field":"address","salt":"x","value":"y"}\n{"se',
    )
    await appendFile(file('checkpoints.ndjson'), '{"payl')
    expect((await verifyLog(directory())).problems.map(({ kind }) => kind).sort()).toEqual([
      'personal-unknown',
      'unfinished-line',
      'unfinished-line',
      'unfinished-line',
    ])
    await filled(1)
    expect(await verifyLog(directory())).toMatchObject({ problems: [], entryCount: 4, personalCount: 8 })
  })

  it.each<[string, () => Promise<void>, RegExp]>([
    ['an edited line', () => edit(file(), (text) => text.replace('CreateUser', 'DeleteUser')), /damaged in line 1/],
    ['a removed line', () => edit(file(), (text) => text.replace(/\n.*\n/, '\n')), /damaged in line 2/],
    ['a cut tail', () => edit(file(), (text) => text.replace(/[^\n]+\n$/, '')), /last checkpoint is of entry 3/],
    ['no entries', () => truncate(file(), 0), /ends with entry 0, but/],
    ['no file', () => rm(file()), /ends with entry 0, but/],
    ['a damaged checkpoint', () => edit(file('checkpoints.ndjson'), (text) => text.slice(5)), /damaged in its last/],
  ])('is refused at start with %s', async (_what, damage, told) => {
    await filled()
    await damage()
    await expect(open()).rejects.toThrow(DamagedSegmentError)
    await expect(open()).rejects.toThrow(told)
  })

  it('is refused at start when a file between is missing', async () => {
    await filled(4, { segmentBytes: 1 })
    await truncate(file('entries-000000000004.ndjson'), 0)
    await rm(file('entries-000000000003.ndjson'))
    await expect(open()).rejects.toThrow('has no entries from 3 to 3')
  })

  it.each(['append', 'sync'] as const)(
    'records nothing after a failed %s until files were opened anew',
    async (step) => {
      const faulty = aFaultyDisk()
      const log = await open({ openFile: faulty.openFile, retryMs: 0 })
      await log.append(EVENT)
      faulty.failing = step
      await expect(log.append(EVENT)).rejects.toThrow(AuditLogUnavailableError)
      await expect(log.ready()).resolves.toBeUndefined() // the files could be opened, and are as they were
      await expect(log.append({ ...EVENT, operation: 'Done' }, { isDone: true })).rejects.toThrow(
        AuditLogUnavailableError,
      )
      faulty.failing = 'open'
      await expect(log.ready()).rejects.toThrow(AuditLogUnavailableError)
      faulty.failing = undefined
      await log.ready()
      await log.append(EVENT)
      // What had happened already is on record, what was refused is not.
      const { entries } = await log.list(QUERY)
      expect(entries.map(({ sequence, operation }) => [sequence, operation])).toEqual([
        [3, 'CreateUser'],
        [2, 'Done'],
        [1, 'CreateUser'],
      ])
      await log.close()
      expect(await verifyLog(directory())).toMatchObject({ problems: [], entryCount: 3 })
    },
  )

  it('is not tried again at once after a failure', async () => {
    const faulty = aFaultyDisk()
    const log = await open({ openFile: faulty.openFile, retryMs: 60_000 })
    faulty.failing = 'sync'
    await expect(log.append(EVENT)).rejects.toThrow(AuditLogUnavailableError)
    faulty.failing = undefined
    await expect(log.ready()).rejects.toThrow(AuditLogUnavailableError)
    await log.close()
  })

  it('goes on without a checkpoint that cannot be written', async () => {
    const faulty = aFaultyDisk()
    const log = await open({ openFile: faulty.openFile, checkpointEntries: 1 })
    faulty.failing = 'checkpoint'
    await log.append(EVENT)
    await expect(log.checkpoint()).rejects.toThrow(AuditLogUnavailableError)
    await log.close()
    expect(await verifyLog(directory())).toMatchObject({ entryCount: 1, lastCheckpoint: undefined })
  })
})

async function edit(path: string, change: (text: string) => string): Promise<void> {
  await writeFile(path, change(await readFile(path, 'utf8')))
}

/** A disk whose next calls of a kind fail. */
function aFaultyDisk() {
  const disk = {
    failing: undefined as 'append' | 'sync' | 'open' | 'checkpoint' | undefined,
    openFile: (async (path) => {
      if (disk.failing === 'open') throw new Error('EIO')
      const real = await openAppendFile(path)
      const isCheckpoint = path.endsWith('checkpoints.ndjson')
      const fail = (kind: string): void => {
        if (disk.failing === kind && !isCheckpoint) throw new Error('EIO')
        if (disk.failing === 'checkpoint' && isCheckpoint) throw new Error('EIO')
      }
      return {
        append: async (text) => {
          // Half of it may be on disk.
          if (disk.failing === 'append' && !isCheckpoint) await real.append(text.slice(0, text.length / 2))
          fail('append')
          await real.append(text)
        },
        sync: async () => {
          fail('sync')
          await real.sync()
        },
        truncate: (byteCount) => real.truncate(byteCount),
        close: () => real.close(),
      }
    }) as OpenAppendFile,
  }
  return disk
}
