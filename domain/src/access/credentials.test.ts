import { beforeEach, describe, expect, it } from 'vitest'
import { AccessControl } from './access-control.js'
import { Credentials } from './credentials.js'
import type { Directory } from './directory.js'
import type { Entity } from './entities.js'
import {
  aDirectory,
  aKey,
  anAccount,
  aUser,
  HandClock,
  MemorySessionStore,
  NOW,
  OpenSecrets,
  principalOf,
} from './identities.fixture.js'
import { SignIn } from './sign-in.js'

const ADA = aUser('ada')

let directory: Directory
let clock: HandClock
let sessions: MemorySessionStore
let credentials: Credentials
let signIn: SignIn
beforeEach(() => {
  directory = aDirectory(ADA, aKey('AKADA', 'ada'))
  clock = new HandClock()
  sessions = new MemorySessionStore()
  const parts = { directory: () => directory, sessions, secrets: new OpenSecrets(), clock: clock.read }
  const access = new AccessControl({ ...parts, enterpriseProjectsOf: async () => [] })
  credentials = new Credentials(parts)
  signIn = new SignIn(parts, access)
})

/** What takes the right of somebody to act, whatever the credential. */
const ENDINGS: readonly [string, () => void][] = [
  ['the user is gone', () => drop('user', 'ada')],
  ['the account is gone', () => drop('account', 'acme')],
  ['the user is disabled', () => put(aUser('ada', { isEnabled: false }))],
  ['the account is disabled', () => put(anAccount('acme', { isEnabled: false }))],
]

function put(...entities: readonly Entity[]): void {
  directory = directory.changed({ put: entities })
}

function drop(kind: 'user' | 'account' | 'access-key', id: string): void {
  const entity = directory.find(kind, id)
  directory = directory.changed({ remove: entity === undefined ? [] : [entity] })
}

describe('a permanent key', () => {
  it('tells its secret half and whose it is', () => {
    expect(credentials.accessKey('AKADA')).toEqual({
      secretKey: 'secret of AKADA',
      principal: { account: directory.find('account', 'acme'), user: ADA, scope: {}, credential: 'access-key' },
    })
  })

  it.each<[string, () => void]>([
    ['it is gone', () => drop('access-key', 'AKADA')],
    ['it is disabled', () => put(aKey('AKADA', 'ada', { isEnabled: false }))],
    ...ENDINGS,
  ])('is as unknown when %s', (_what, end) => {
    end()
    expect(credentials.accessKey('AKADA')).toBeUndefined()
  })

  it('is unknown in another spelling', () => {
    expect(credentials.accessKey('akada')).toBeUndefined()
  })

  it('is not opened for another key', () => {
    put(aKey('AKEVE', 'ada', { sealedSecret: 'sealed for AKADA: secret of AKADA' }))
    expect(() => credentials.accessKey('AKEVE')).toThrow('is not sealed for AKEVE')
  })
})

describe('a token', () => {
  const issued = () => signIn.withPassword({ accountName: 'acme', userName: 'ada', password: 'ada' })

  it('is valid for its user and scope', async () => {
    const { token, session } = await issued()
    const account = directory.find('account', 'acme')
    expect(await credentials.token(token)).toEqual({
      kind: 'valid',
      principal: { account, user: ADA, scope: {}, credential: 'token' },
      session,
    })
  })

  it('is unknown unless it is spelled as told', async () => {
    const { token } = await issued()
    expect(await credentials.token(token.toUpperCase())).toEqual({ kind: 'unknown' })
    expect(await credentials.token(sessions.sessions.keys().next().value ?? '')).toEqual({ kind: 'unknown' })
  })

  it.each([
    [86_399_999, 'valid'],
    [86_400_000, 'expired'],
  ])('is after %i ms %s', async (ms, kind) => {
    const { token } = await issued()
    clock.advance(ms)
    const expected = kind === 'expired' ? { kind, expiresAt: new Date(NOW.getTime() + 86_400_000) } : { kind }
    expect(await credentials.token(token)).toMatchObject(expected)
  })

  it.each<[string, () => void]>([...ENDINGS, ['the generation has grown', () => put(aUser('ada', { generation: 1 }))]])(
    'is revoked when %s',
    async (_what, end) => {
      const { token } = await issued()
      end()
      expect(await credentials.token(token)).toEqual({ kind: 'revoked' })
    },
  )

  it('is told to be over before it is told to be revoked', async () => {
    const { token } = await issued()
    drop('user', 'ada')
    clock.advance(86_400_000)
    expect(await credentials.token(token)).toMatchObject({ kind: 'expired' })
  })

  it('carries the user as it is now, not as it signed in', async () => {
    const { token } = await issued()
    put(aUser('ada', { name: 'Ada' }))
    expect(await credentials.token(token)).toMatchObject({ kind: 'valid', principal: { user: { name: 'Ada' } } })
  })
})

describe('a temporary key', () => {
  const issued = () => signIn.temporaryKey(principalOf(ADA, { scope: { projectId: 'p1' } }), 900_000)

  it('tells its secret half, and reaches what its token reached', async () => {
    const { accessKey, secretKey, securityToken, expiresAt } = await issued()
    expect(expiresAt).toEqual(new Date(NOW.getTime() + 900_000))
    const account = directory.find('account', 'acme')
    expect(await credentials.temporaryKey(accessKey, securityToken)).toEqual({
      secretKey,
      principal: { account, user: ADA, scope: { projectId: 'p1' }, credential: 'temporary-key' },
    })
  })

  it('is kept sealed for itself, and found by both halves together only', async () => {
    const { accessKey, secretKey, securityToken } = await issued()
    const another = await issued()
    const [stored] = [...sessions.sessions.values()]
    expect(stored).toMatchObject({
      kind: 'temporary-key',
      userId: 'ada',
      generation: 0,
      issuedAt: NOW,
      sealedSecret: `sealed for ${accessKey}: ${secretKey}`,
    })
    expect(JSON.stringify(stored)).not.toContain(securityToken)
    expect(await credentials.temporaryKey(accessKey, another.securityToken)).toBeUndefined()
    expect(await credentials.temporaryKey(another.accessKey, securityToken)).toBeUndefined()
    expect(credentials.accessKey(accessKey)).toBeUndefined()
  })

  it.each<[string, () => void]>([
    ...ENDINGS,
    ['the generation has grown', () => put(aUser('ada', { generation: 1 }))],
    ['its time is over', () => clock.advance(900_000)],
  ])('is unknown when %s', async (_what, end) => {
    const { accessKey, securityToken } = await issued()
    end()
    expect(await credentials.temporaryKey(accessKey, securityToken)).toBeUndefined()
  })

  it('is unknown when its secret half is not stored', async () => {
    const { accessKey, securityToken } = await issued()
    for (const [digest, { sealedSecret: _, ...session }] of sessions.sessions) sessions.sessions.set(digest, session)
    expect(await credentials.temporaryKey(accessKey, securityToken)).toBeUndefined()
  })

  it('is no token, and a token is no temporary key', async () => {
    const { accessKey, securityToken } = await issued()
    expect(await credentials.token(`${accessKey}\n${securityToken}`)).toEqual({ kind: 'unknown' })
    const [[digest, session] = ['', undefined]] = [...sessions.sessions]
    if (session !== undefined) sessions.sessions.set(digest, { ...session, kind: 'token' })
    expect(await credentials.temporaryKey(accessKey, securityToken)).toBeUndefined()
  })

  it('does not outlive a change that was made while its token was checked', async () => {
    put(aUser('ada', { generation: 1 }))
    const { accessKey, securityToken } = await issued()
    expect(await credentials.temporaryKey(accessKey, securityToken)).toBeUndefined()
  })
})
