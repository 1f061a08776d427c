import { beforeEach, describe, expect, it } from 'vitest'
import { AccessControl } from './access-control.js'
import { Credentials } from './credentials.js'
import type { Directory } from './directory.js'
import { AccessDeniedError, WrongPasswordError } from './errors.js'
import {
  aDirectory,
  aGrant,
  anAccount,
  aPolicy,
  aProject,
  aUser,
  HandClock,
  MemorySessionStore,
  NOW,
  OpenSecrets,
} from './identities.fixture.js'
import { SignIn, type SignInRequest } from './sign-in.js'

const ADA = aUser('ada', { name: 'Ada', generation: 4 })

let directory: Directory
let secrets: OpenSecrets
let sessions: MemorySessionStore
let signIn: SignIn
let credentials: Credentials
beforeEach(() => {
  directory = aDirectory(
    ADA,
    aGrant('g1', 'workspace_full_access', 'ada', { projectId: 'p1' }),
    aProject('p2'),
    aUser('bob', { passwordHash: undefined }),
    aUser('eve', { isEnabled: false }),
    anAccount('closed', { isEnabled: false }),
    aUser('dan', { accountId: 'closed' }),
  )
  secrets = new OpenSecrets()
  sessions = new MemorySessionStore()
  const parts = { directory: () => directory, sessions, secrets, clock: new HandClock().read }
  signIn = new SignIn(parts, new AccessControl({ ...parts, enterpriseProjectsOf: async () => [] }))
  credentials = new Credentials(parts)
})

const asked = (more: Partial<SignInRequest> = {}) =>
  signIn.withPassword({ accountName: 'acme', userName: 'ada', password: 'ada', ...more })

describe('signing out', () => {
  it('ends just the token', async () => {
    const [token, other] = [(await asked()).token, (await asked()).token]
    await signIn.signOut(token)
    await signIn.signOut('a token that nobody has')
    expect([...sessions.sessions.keys()]).toEqual([secrets.digest(other)])
  })
})

describe('signing in with a password', () => {
  it('opens a session of 24 hours for the account', async () => {
    const { token, session, principal } = await asked()
    expect(session).toEqual({
      kind: 'token',
      digest: secrets.digest(token),
      userId: 'ada',
      generation: 4,
      scope: {},
      issuedAt: NOW,
      expiresAt: new Date('2026-04-01T12:00:00.000Z'),
    })
    expect([...sessions.sessions.values()]).toEqual([session])
    const account = directory.find('account', 'acme')
    expect(principal).toEqual({ account, user: ADA, scope: {}, credential: 'token' })
  })

  it('takes names in any case', async () => {
    expect((await asked({ accountName: 'ACME', userName: 'aDA' })).principal.user).toEqual(ADA)
  })

  it.each<[string, Partial<SignInRequest>, (string | undefined)[]]>([
    ['the password is wrong', { password: 'Ada' }, ['hash of ada']],
    ['there is no such user', { userName: 'nobody' }, [undefined]],
    ['there is no such account', { accountName: 'nothing' }, [undefined]],
    ['the user is of another account', { userName: 'other-root', password: 'other-root' }, [undefined]],
    ['the user has no password', { userName: 'bob', password: '' }, [undefined]],
    ['the user is disabled', { userName: 'eve', password: 'eve' }, ['hash of eve']],
    ['the account is disabled', { accountName: 'closed', userName: 'dan', password: 'dan' }, ['hash of dan']],
  ])('is refused in the same way, after the same work, when %s', async (_what, more, compared) => {
    await expect(asked(more)).rejects.toEqual(new WrongPasswordError())
    expect(secrets.compared).toEqual(compared)
    expect(sessions.sessions.size).toBe(0)
  })

  it('says the same words whatever is wrong', () => {
    expect(new WrongPasswordError()).toMatchObject({
      code: 'wrong-password',
      message: 'The username or password is wrong.',
      facts: {},
    })
  })

  it.each<[string, SignInRequest['scope'], string | undefined]>([
    ['nothing', undefined, undefined],
    ['neither', {}, undefined],
    ['its account by id', { domain: { id: 'acme' } }, undefined],
    ['its account by name', { domain: { name: 'ACME' } }, undefined],
    ['a project by id', { project: { id: 'p1' } }, 'p1'],
    ['a project by name', { project: { name: 'P1' } }, 'p1'],
    ['a project by both', { project: { id: 'p1', name: 'p1' } }, 'p1'],
    ['a project, which wins,', { project: { id: 'p1' }, domain: { id: 'other' } }, 'p1'],
  ])('with %s as scope reaches just that', async (_what, scope, projectId) => {
    const expected = projectId === undefined ? {} : { projectId }
    const { session, principal } = await asked({ scope })
    expect(session.scope).toEqual(expected)
    expect(principal.scope).toEqual(expected)
  })

  it.each<[string, SignInRequest['scope']]>([
    ['does not exist', { project: { id: 'p3' } }],
    ['is of another account', { project: { id: 'other-p' } }],
    ['has nothing granted', { project: { id: 'p2' } }],
    ['fits by id only', { project: { id: 'p1', name: 'p2' } }],
    ['fits by name only', { project: { id: 'p2', name: 'p1' } }],
    ['is not said', { project: {} }],
  ])('is refused in the same way for a project that %s', async (_what, scope) => {
    await expect(asked({ scope })).rejects.toEqual(new AccessDeniedError('The user may do nothing in such a project.'))
    expect(sessions.sessions.size).toBe(0)
  })

  it('is refused for a disabled project', async () => {
    directory = directory.changed({ put: [aProject('p1', { isEnabled: false })] })
    await expect(asked({ scope: { project: { id: 'p1' } } })).rejects.toThrow('may do nothing in such a project')
  })

  it('is refused for a project where something is only denied', async () => {
    const deny = aPolicy('deny', [{ Effect: 'Deny', Action: ['*'] }])
    directory = directory.changed({ put: [deny, aGrant('g2', 'deny', 'ada', { projectId: 'p2' })] })
    await expect(asked({ scope: { project: { id: 'p2' } } })).rejects.toThrow('may do nothing in such a project')
  })

  it.each([{ id: 'other' }, { name: 'other' }, { id: 'acme', name: 'other' }, {}])(
    'is refused for the account %o',
    async (domain) => {
      await expect(asked({ scope: { domain } })).rejects.toEqual(
        new AccessDeniedError('The scope is not the account of the user.'),
      )
    },
  )

  it('looks at the scope only when the password is right', async () => {
    await expect(asked({ password: 'x', scope: { domain: { id: 'other' } } })).rejects.toEqual(new WrongPasswordError())
  })

  it.each([
    ['its password', { passwordHash: 'hash of new', generation: 5 }],
    ['whether it is enabled', { isEnabled: false, generation: 5 }],
  ])('gives a token that is over already when somebody changes %s meanwhile', async (_what, more) => {
    secrets.meanwhile = async () => {
      directory = directory.changed({ put: [{ ...ADA, ...more }] })
    }
    const { token } = await asked()
    expect(await credentials.token(token)).toEqual({ kind: 'revoked' })
  })
})
