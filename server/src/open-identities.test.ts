import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Database } from '@deskledger/engine-duckdb'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { foundLedger } from './found-account.js'
import { type Identities, openIdentities } from './open-identities.js'
import { ReleaseStack } from './release-stack.js'
import { readSettings } from './settings/read-settings.js'

const NOW = new Date('2026-02-01T12:00:00.000Z')
const clock = () => NOW
const ACCESS_KEY = 'AKOFTHEFIRSTSTART'
const SECRET_KEY = 'a secret key that was given'
const GIVEN = {
  DESKLEDGER_ACCOUNT: 'acme',
  DESKLEDGER_PROJECT_ID: 'p1',
  DESKLEDGER_ROOT_USER: 'zoë',
  DESKLEDGER_ROOT_PASSWORD: 'correct horse',
  DESKLEDGER_ROOT_ACCESS_KEY: ACCESS_KEY,
  DESKLEDGER_ROOT_SECRET_KEY: SECRET_KEY,
  DESKLEDGER_REGION: 'local-7',
}

describe('the identities of a ledger', () => {
  let directory: string
  let secretsKeyPath: string
  let releases: ReleaseStack
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'deskledger-identities-'))
    secretsKeyPath = join(directory, 'secrets.key')
    releases = new ReleaseStack()
  })
  afterEach(async () => {
    await releases.releaseAll()
    await rm(directory, { recursive: true })
  })

  async function openDatabase(): Promise<Database> {
    const database = await Database.open({ path: join(directory, 'ledger.duckdb') })
    releases.add(() => database.close())
    return database
  }

  /** Opens as a server does that starts; the one before has stopped. */
  async function open(environment: Record<string, string> = {}): Promise<Identities> {
    await releases.releaseAll()
    const settings = readSettings(environment, {})
    const enterpriseProjectsOf = async () => []
    const database = await openDatabase()
    return openIdentities({ database, secretsKeyPath, settings, clock, enterpriseProjectsOf, releases })
  }

  const found = (identities: Identities, environment: Record<string, string> = {}) =>
    foundLedger({ ...identities, clock }, readSettings(environment, {}))

  it('are founded once, from the settings', async () => {
    const identities = await open(GIVEN)
    expect(await found(identities, GIVEN)).toEqual({
      accountName: 'acme',
      userName: 'zoë',
      password: 'correct horse',
      projectId: 'p1',
      accessKey: ACCESS_KEY,
      secretKey: SECRET_KEY,
      generated: false,
    })
    expect(await found(identities, GIVEN)).toBeUndefined()
    expect(identities.keeper.current.find('project', 'p1')?.name).toBe('local-7')
  })

  it('are generated where the settings say nothing', async () => {
    const first = await found(await open())
    expect(first).toMatchObject({ accountName: 'deskledger', userName: 'root', generated: true })
    expect(first?.password).toHaveLength(20)
    expect(first?.projectId).toMatch(/^[0-9a-f]{32}$/)
    expect(first?.accessKey).toMatch(/^[A-Z0-9]{20}$/)
    expect(first?.secretKey).toHaveLength(40)
  })

  it('can be used with the key and the password they were founded with, also after a restart', async () => {
    await found(await open(), GIVEN)
    const { credentials, signIn, access, keeper } = await open()
    const key = credentials.accessKey(ACCESS_KEY)
    expect(key?.secretKey).toBe(SECRET_KEY)
    expect(key?.principal.account).toBe(keeper.current.founding)
    expect(key?.principal.user).toMatchObject({ name: 'zoë', isRoot: true })
    expect(key && access.projectsOf(key.principal)).toEqual([expect.objectContaining({ id: 'p1' })])
    const { token } = await signIn.withPassword({
      accountName: 'acme',
      userName: 'zoë',
      password: 'correct horse',
      scope: { project: { name: 'local-7' } },
    })
    const reopened = await open()
    expect(await reopened.credentials.token(token)).toMatchObject({
      kind: 'valid',
      session: { scope: { projectId: 'p1' } },
    })
  })

  it('hold no secret in readable form', async () => {
    await found(await open(), GIVEN)
    await releases.releaseAll()
    const file = await readFile(join(directory, 'ledger.duckdb'))
    expect(file.includes(ACCESS_KEY)).toBe(true)
    expect(file.includes(SECRET_KEY)).toBe(false)
    expect(file.includes('correct horse')).toBe(false)
  })

  it('are not opened without the key that sealed their secrets', async () => {
    await found(await open(), GIVEN)
    const key = (await readFile(secretsKeyPath, 'utf8')).trim()
    await rm(secretsKeyPath)
    await expect(open()).rejects.toMatchObject({ exitCode: 3, message: expect.stringContaining('is missing') })
    await expect(open({ DESKLEDGER_SECRETS_KEY: Buffer.alloc(32, 9).toString('base64') })).rejects.toMatchObject({
      exitCode: 3,
      message: expect.stringMatching(/^The key of DESKLEDGER_SECRETS_KEY does not open .*another key/),
    })
    expect((await open({ DESKLEDGER_SECRETS_KEY: key })).credentials.accessKey(ACCESS_KEY)?.secretKey).toBe(SECRET_KEY)
  })

  it('of version 0.1.0 stay usable', async () => {
    const database = await openDatabase()
    await database.use(async (session) => {
      await session.run("INSERT INTO user_account VALUES ('u1', 'root', 'a1', 'acme', 'scrypt$16$8$1$YQ==$YQ==', true)")
      await session.run("INSERT INTO access_key VALUES ('OLDACCESSKEY', 'the old secret key', 'u1', 'p1')")
    })
    const identities = await open(GIVEN)
    expect(await found(identities, GIVEN)).toBeUndefined()
    expect(identities.credentials.accessKey('OLDACCESSKEY')).toMatchObject({
      secretKey: 'the old secret key',
      principal: { account: { id: 'a1', isFounding: true }, user: { id: 'u1', isRoot: true } },
    })
    expect(identities.keeper.current.findIn('a1', 'project', 'p1')?.name).toBe('local-7')
    await expect(found(await open())).resolves.toBeUndefined()
  })
})
