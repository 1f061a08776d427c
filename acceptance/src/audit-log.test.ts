import { appendFile, cp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DeskledgerClient } from '@deskledger/client'
import { describe, expect, it } from 'vitest'
import { deskledger, ROOT, startLedger, temporaryDirectory } from './ledger.fixture.js'

const ENTRIES = 'entries-000000000001.ndjson'

async function collected<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const item of items) all.push(item)
  return all
}

describe('the audit log of a server', () => {
  it('has every create, download, deletion, denial, sign-in and change of access, and proves itself', async () => {
    await using directory = await temporaryDirectory()
    const data = join(directory.path, 'data')
    const audit = join(data, 'audit')
    const ledger = await startLedger(data)
    const { client, endpoint } = ledger
    const { task } = await client.exportConnections({ format: 'csv' }, { pollMs: 20 })
    await client.deleteExportTasks([task.task_id])
    const { user_id } = await client.admin.createUser({ name: 'bob', password: 'bobs password' })
    const bob = new DeskledgerClient({ endpoint, account: 'deskledger', userName: 'bob', password: 'bobs password' })
    await expect(bob.admin.listUsers()).rejects.toMatchObject({ status: 403 })
    const stranger = new DeskledgerClient({ endpoint, ...ROOT, secretKey: 'wrong' })
    await expect(stranger.listExportTasks()).rejects.toMatchObject({ status: 401 })
    await client.admin.updateUser(user_id, { enabled: false })

    const entries = await collected(client.admin.auditEntries())
    expect(entries.toReversed().map(({ operation, status, user_name }) => [operation, status, user_name])).toEqual([
      ['SigningKeyAdded', 200, undefined],
      ['LedgerFounded', 200, undefined],
      ['ExportUserConnectionNew', 200, 'root'],
      ['DownloadExportFile', 200, 'root'],
      ['DeleteExportTasks', 200, 'root'],
      ['CreateUser', 201, 'root'],
      ['KeystoneCreateUserTokenByPassword', 201, 'bob'],
      ['ListUsers', 403, 'bob'],
      ['ListExportTasks', 401, undefined],
      ['UpdateUser', 200, 'root'],
    ])
    expect(entries.find(({ operation }) => operation === 'DownloadExportFile')?.target).toEqual({
      project_id: ROOT.projectId,
      task_id: task.task_id,
    })
    const kept = join(directory.path, 'checkpoint.json')
    await writeFile(kept, JSON.stringify(await client.admin.showAuditCheckpoint()))
    const pem = join(directory.path, 'ledger.pem')
    await writeFile(pem, (await deskledger(['keys', '--pem'], ledger.environment)).stdout)

    // Bob asks to be forgotten; the chain stays whole.
    expect((await client.admin.erasePersonalData({ user_id })).erased_count).toBe(4)
    expect(await ledger.end()).toBe(0)
    const verify = (at: string, ...words: readonly string[]) =>
      deskledger(['audit', 'verify', at, '--key', pem, ...words])
    const proved = await verify(audit)
    expect(proved).toMatchObject({ code: 0, stderr: '' })
    expect(proved.stdout).toContain('11 entries')
    expect(proved.stdout).toContain('4 were erased')
    const texts = await Promise.all((await readdir(audit)).map((name) => readFile(join(audit, name), 'utf8')))
    expect(texts.join('')).not.toMatch(/"bob"|bobs password|acceptanceSecretKey/)

    const copy = join(directory.path, 'copy')
    const refused = async (change: (lines: string[]) => readonly string[], ...words: readonly string[]) => {
      await rm(copy, { recursive: true, force: true })
      await cp(audit, copy, { recursive: true })
      const lines = (await readFile(join(audit, ENTRIES), 'utf8')).split('\n').slice(0, -1)
      await writeFile(
        join(copy, ENTRIES),
        change(lines)
          .map((line) => `${line}\n`)
          .join(''),
      )
      return verify(copy, ...words)
    }
    const [edit, removal, insertion, truncation] = [
      await refused((lines) => lines.map((line) => line.replace('"status":403', '"status":200'))),
      await refused((lines) => lines.toSpliced(7, 1)),
      await refused((lines) => lines.toSpliced(3, 0, lines[3] ?? '')),
      await refused((lines) => lines.slice(0, 9)),
    ]
    expect(edit).toMatchObject({ code: 1, stdout: expect.stringContaining('line 8: the entry was changed') })
    expect(removal).toMatchObject({ code: 1, stdout: expect.stringContaining('entries 8 to 8 before it are missing') })
    expect(insertion).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('entry 4 stands where entry 5 belongs'),
    })
    expect(truncation).toMatchObject({ code: 1, stdout: expect.stringContaining('the end was cut off') })

    // Whoever also removes checkpoints and personal values is found out by one that was kept elsewhere.
    await rm(join(copy, 'checkpoints.ndjson'))
    const personal = join(copy, ENTRIES.replace('entries', 'personal'))
    const left = (await readFile(personal, 'utf8')).replaceAll(/^\{"sequence":1[01].*\n/gm, '')
    await writeFile(personal, left)
    expect(await verify(copy)).toMatchObject({ code: 0, stdout: expect.stringContaining('There is no checkpoint') })
    expect(await verify(copy, '--checkpoint', kept)).toMatchObject({ code: 1 })

    // And the server does not start on it.
    await writeFile(join(audit, ENTRIES), await readFile(join(copy, ENTRIES), 'utf8'))
    const started = await deskledger(['serve', '--port', '0', '--data-dir', data])
    expect(started).toMatchObject({ code: 3, stdout: '' })
    expect(started.stderr.trim()).toMatch(/ends with entry 9, but its last checkpoint is of entry 11.*recover/)
  })

  it('loses nothing acknowledged when the server is killed, and mends the line that it was writing', async () => {
    await using directory = await temporaryDirectory()
    const data = join(directory.path, 'data')
    const ledger = await startLedger(data)
    const made: string[] = []
    const making = Array.from({ length: 8 }, async (_, worker) => {
      for (let at = 0; ; at += 1)
        made.push((await ledger.client.admin.createGroup({ name: `${worker}-${at}` })).group_id)
    })
    const ended = Promise.allSettled(making)
    while (made.length < 100) await new Promise((resolve) => setTimeout(resolve, 5))
    await ledger.end('SIGKILL')
    await ended
    await appendFile(join(data, 'audit', ENTRIES), '{"sequence":')
    const again = await startLedger(data)
    const entries = await collected(again.client.admin.auditEntries({ operation: 'CreateGroup' }))
    const recorded = new Set(entries.map(({ target }) => target['group_id']))
    expect(made.filter((id) => !recorded.has(id))).toEqual([])
    await again.end()
    expect((await deskledger(['audit', 'verify', join(data, 'audit')])).code).toBe(0)
  })
})
