import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { AccessControl, type ProjectQuestion } from './access-control.js'
import type { Directory } from './directory.js'
import type { Entity, Grant, User } from './entities.js'
import { AccessDeniedError, ProjectUnavailableError } from './errors.js'
import { policiesOf } from './granted-policies.js'
import {
  aDirectory,
  aGrant,
  anAccount,
  aPolicy,
  aProject,
  aUser,
  NOW,
  principalOf,
  ROOT,
  toGroup,
} from './identities.fixture.js'
import { decide } from './policy/decide.js'

const LIST = 'workspace:connections:securityList'
const EXPORT = 'workspace:connections:export'
const INGEST = 'deskledger:connections:ingest'
const ADA = aUser('ada', { groupIds: ['team'] })

const allow = (more: object = {}) => ({ Effect: 'Allow', Action: [LIST], ...more })
const deny = (more: object = {}) => ({ Effect: 'Deny', Action: [LIST], ...more })
const inProjects = (...ids: readonly string[]) => ({ Condition: { StringEquals: { 'g:EnterpriseProjectId': ids } } })

let directory: Directory
let recorded: readonly string[]
let looked: string[]
let access: AccessControl
beforeEach(() => {
  recorded = ['a', 'b', '0']
  looked = []
  access = new AccessControl({
    directory: () => directory,
    clock: () => NOW,
    enterpriseProjectsOf: async (projectId) => {
      looked.push(projectId)
      return recorded
    },
  })
  granted()
})

/** Lets the user `ada` have these grants and policies, and nothing else. */
function granted(...entities: readonly Entity[]): void {
  directory = aDirectory(ADA, aProject('p2'), aProject('off', { isEnabled: false }), ...entities)
}

/** Grants `ada` a policy of these statements. */
function statements(id: string, list: readonly object[], more: Partial<Grant> = {}): readonly Entity[] {
  return [aPolicy(`policy ${id}`, list), aGrant(id, `policy ${id}`, 'ada', more)]
}

const scopeOf = (more: Partial<ProjectQuestion> = {}, principal = principalOf(ADA)) =>
  access.inProject(principal, { projectId: 'p1', action: LIST, sourceIp: '192.0.2.7', ...more })
const refusal = (action: string) =>
  new AccessDeniedError(`You are not allowed to do this: no policy allows ${action} here, or one denies it.`)
const UNREACHED = new AccessDeniedError(
  'The credentials are not for the project of the path, or nothing is granted in it.',
)

describe('a project', () => {
  it('is whole for the root user, whatever is granted', async () => {
    granted(aPolicy('q', [deny()]), aGrant('g', 'q', 'root'))
    expect(await scopeOf({ isIndivisible: true }, principalOf(ROOT))).toEqual({ projectId: 'p1' })
  })

  it.each<[string, string, User]>([
    ['of another account, for the root user', 'other-p', ROOT],
    ['that does not exist, for the root user', 'unknown', ROOT],
    ['of another account', 'other-p', ADA],
    ['that does not exist', 'unknown', ADA],
    ['where nothing is granted', 'p1', ADA],
    ['that is disabled and where nothing is granted', 'off', ADA],
  ])('%s is refused like any that does not exist', async (_what, projectId, user) => {
    granted(aGrant('g', 'full_access', 'ada', { projectId: 'p2' }))
    await expect(scopeOf({ projectId }, principalOf(user))).rejects.toEqual(UNREACHED)
    expect(looked).toEqual([])
  })

  it('where something is only denied is refused like any that does not exist', async () => {
    granted(...statements('g', [deny()]))
    await expect(scopeOf()).rejects.toEqual(UNREACHED)
  })

  it.each([ROOT, ADA])('that is disabled is said to be so to $name, who would reach it', async (user) => {
    granted(aGrant('g', 'full_access', 'ada'))
    await expect(scopeOf({ projectId: 'off' }, principalOf(user))).rejects.toEqual(new ProjectUnavailableError())
  })

  it.each([ROOT, ADA])('is the only one that credentials for it reach, of $name', async (user) => {
    granted(aGrant('g', 'full_access', 'ada'))
    const principal = principalOf(user, { scope: { projectId: 'p1' } })
    expect(await scopeOf({}, principal)).toEqual({ projectId: 'p1' })
    await expect(scopeOf({ projectId: 'p2' }, principal)).rejects.toEqual(UNREACHED)
    await expect(scopeOf({ projectId: 'off' }, principal)).rejects.toEqual(UNREACHED)
  })

  it.each<[string, readonly Entity[]]>([
    ['in the project', [aGrant('g', 'workspace_full_access', 'ada', { projectId: 'p1' })]],
    ['in the account', [aGrant('g', 'workspace_full_access', 'ada')]],
    ['to a group', [aGrant('g', 'workspace_full_access', '', toGroup('team'))]],
  ])('is whole when the action is granted %s', async (_where, entities) => {
    granted(...entities)
    expect(await scopeOf()).toEqual({ projectId: 'p1' })
    expect(looked).toEqual([])
  })

  it.each<[string, readonly Entity[]]>([
    ['to another user', [aGrant('g', 'full_access', 'eve')]],
    ['to another group', [aGrant('g', 'full_access', '', toGroup('others'))]],
    ['to a group of the name of the user', [aGrant('g', 'full_access', '', toGroup('ada'))]],
    ['to a user of the name of the group', [aGrant('g', 'full_access', 'team')]],
  ])('is not reached by what is granted %s', async (_whom, entities) => {
    granted(...entities)
    await expect(scopeOf()).rejects.toEqual(UNREACHED)
  })

  it('is refused when the action is not granted, or denied anywhere that counts', async () => {
    granted(aGrant('g', 'deskledger_ingest', 'ada'))
    await expect(scopeOf()).rejects.toEqual(refusal(LIST))
    granted(aGrant('g', 'full_access', 'ada'), ...statements('d', [deny()], { projectId: 'p1' }))
    await expect(scopeOf()).rejects.toEqual(refusal(LIST))
    expect(await scopeOf({ projectId: 'p2' })).toEqual({ projectId: 'p2' })
    expect(looked).toEqual([])
  })
})

describe('the context of a request', () => {
  it('tells who asks for what, where and when', () => {
    const principal = principalOf(aUser('ada', { name: 'Ada' }), { account: anAccount('acme', { name: 'Acme' }) })
    const facts = { sourceIp: '192.0.2.7' }
    const inAccount = {
      'g:CurrentTime': NOW,
      'g:DomainId': 'acme',
      'g:DomainName': 'Acme',
      'g:UserId': 'ada',
      'g:UserName': 'Ada',
      'g:ServiceName': 'workspace',
      'g:SourceIp': '192.0.2.7',
      'g:MFAPresent': false,
    }
    expect(access.contextOf(principal, facts, LIST)).toStrictEqual(inAccount)
    const project = aProject('p1', { name: 'One' })
    expect(access.contextOf(principal, facts, LIST, project, 'a')).toStrictEqual({
      ...inAccount,
      'g:ProjectId': 'p1',
      'g:ProjectName': 'One',
      'g:EnterpriseProjectId': 'a',
    })
    expect(access.contextOf(principal, facts, 'workspace')['g:ServiceName']).toBe('workspace')
  })

  it.each([
    ['StringEquals', 'g:ProjectName', 'p1', 'p2'],
    ['StringEquals', 'g:UserId', 'ada', 'eve'],
    ['IpAddress', 'g:SourceIp', '192.0.2.0/24', '192.0.3.0/24'],
  ])('is what %s of %s looks at', async (operator, key, fitting, other) => {
    granted(...statements('g', [allow({ Condition: { [operator]: { [key]: [fitting] } } })]))
    expect(await scopeOf()).toEqual({ projectId: 'p1' })
    granted(...statements('g', [allow({ Condition: { [operator]: { [key]: [other] } } })]))
    await expect(scopeOf()).rejects.toEqual(refusal(LIST))
  })
})

describe('enterprise projects', () => {
  it.each<[string, readonly Entity[], readonly string[]]>([
    ['a grant for one', statements('g', [allow()], { enterpriseProjectId: 'b' }), ['b']],
    ['a grant for one that no record names', statements('g', [allow()], { enterpriseProjectId: 'new' }), ['new']],
    ['a condition', statements('g', [allow(inProjects('a', 'new'))]), ['a', 'new']],
    [
      'a negated condition',
      statements('g', [allow({ Condition: { StringNotEquals: { 'g:EnterpriseProjectId': ['a'] } } })]),
      ['0', 'b'],
    ],
    [
      'grants for two, in order',
      [
        ...statements('g', [allow()], { enterpriseProjectId: 'b' }),
        ...statements('h', [allow()], { enterpriseProjectId: 'a' }),
      ],
      ['a', 'b'],
    ],
    [
      'a Deny for one',
      [...statements('g', [allow()]), ...statements('d', [deny()], { enterpriseProjectId: 'a' })],
      ['0', 'b'],
    ],
    ['a Deny by condition', [...statements('g', [allow(), deny(inProjects('0', 'b'))])], ['a']],
    [
      'a Deny by condition beside grants for two',
      [
        ...statements('g', [allow()], { enterpriseProjectId: 'a' }),
        ...statements('h', [allow()], { enterpriseProjectId: 'b' }),
        ...statements('d', [deny({ Condition: { StringEquals: { 'g:EnterpriseProjectId': ['b'] } } })]),
      ],
      ['a'],
    ],
    ['an empty text', statements('g', [allow(inProjects('', 'a'))]), ['a']],
  ])('%s: nothing but what is granted is seen', async (_what, entities, expected) => {
    granted(...entities)
    expect(await scopeOf()).toEqual({ projectId: 'p1', enterpriseProjectIds: expected })
    expect(looked).toEqual(['p1'])
  })

  it('let the default one be seen before there are records', async () => {
    recorded = []
    granted(...statements('g', [allow({ Condition: { StringNotEquals: { 'g:EnterpriseProjectId': ['a'] } } })]))
    expect(await scopeOf()).toEqual({ projectId: 'p1', enterpriseProjectIds: ['0'] })
  })

  it('are all seen by whoever is granted the whole project too', async () => {
    granted(...statements('g', [allow()]), ...statements('h', [allow()], { enterpriseProjectId: 'a' }))
    expect(await scopeOf()).toEqual({ projectId: 'p1' })
    granted(
      ...statements('g', [allow()]),
      ...statements('d', [deny({ Action: [EXPORT] })], { enterpriseProjectId: 'a' }),
    )
    expect(await scopeOf()).toEqual({ projectId: 'p1' })
  })

  it('refuse when none is left', async () => {
    granted(...statements('g', [allow()], { enterpriseProjectId: 'a' }), ...statements('d', [deny()]))
    await expect(scopeOf()).rejects.toEqual(refusal(LIST))
  })

  it('are only the one that is asked for, if it is granted', async () => {
    granted(...statements('g', [allow(inProjects('a', 'b'))]))
    expect(await scopeOf({ enterpriseProjectId: 'b' })).toEqual({ projectId: 'p1', enterpriseProjectIds: ['b'] })
    for (const enterpriseProjectId of ['0', 'B', 'unknown', '']) {
      await expect(scopeOf({ enterpriseProjectId })).rejects.toEqual(refusal(LIST))
    }
    expect(looked).toEqual([])
  })

  it('are not asked about where nothing is limited to some', async () => {
    granted(...statements('g', [allow()]))
    expect(await scopeOf({ enterpriseProjectId: 'a' })).toEqual({ projectId: 'p1' })
  })

  it('cannot limit what is indivisible', async () => {
    const ingest = { action: INGEST, isIndivisible: true }
    const limited = statements('g', [allow({ Action: [INGEST] })], { enterpriseProjectId: 'a' })
    granted(...limited)
    for (const enterpriseProjectId of [undefined, 'a']) {
      await expect(scopeOf({ ...ingest, enterpriseProjectId })).rejects.toEqual(
        new AccessDeniedError(`${INGEST} cannot be limited to enterprise projects; grant it for the whole project.`),
      )
    }
    granted(...statements('h', [allow()], { enterpriseProjectId: 'a' }), aGrant('i', 'deskledger_ingest', 'ada'))
    expect(await scopeOf(ingest)).toEqual({ projectId: 'p1' })
    granted(...statements('g', [allow()]))
    await expect(scopeOf(ingest)).rejects.toEqual(refusal(INGEST))
  })
})

describe('an open action', () => {
  const open = { action: EXPORT, isOpen: true }

  it('is for whoever is allowed anything there', async () => {
    granted(aGrant('g', 'deskledger_ingest', 'ada'))
    expect(await scopeOf(open)).toEqual({ projectId: 'p1' })
    await expect(scopeOf({ action: EXPORT })).rejects.toEqual(refusal(EXPORT))
    await expect(scopeOf({ ...open, projectId: 'other-p' })).rejects.toEqual(UNREACHED)
  })

  it('is not for whom a policy denies it', async () => {
    granted(...statements('g', [allow(), deny({ Action: [EXPORT] })]))
    await expect(scopeOf(open)).rejects.toEqual(refusal(EXPORT))
  })

  it('is not for whom something is only denied, or allowed elsewhere', async () => {
    granted(...statements('g', [deny()]))
    await expect(scopeOf(open)).rejects.toEqual(UNREACHED)
    granted(...statements('g', [allow({ Condition: { IpAddress: { 'g:SourceIp': ['198.51.100.1'] } } })]))
    await expect(scopeOf(open)).rejects.toEqual(refusal(EXPORT))
  })

  it.each<[string, readonly Entity[]]>([
    ['a grant', statements('g', [allow()], { enterpriseProjectId: 'a' })],
    ['a condition', statements('g', [allow(inProjects('a'))])],
  ])('reaches no other enterprise project than %s does', async (_what, entities) => {
    granted(...entities)
    expect(await scopeOf(open)).toEqual({ projectId: 'p1', enterpriseProjectIds: ['a'] })
    await expect(scopeOf({ ...open, enterpriseProjectId: 'b' })).rejects.toEqual(refusal(EXPORT))
  })
})

describe('what a restricted caller sees', () => {
  it('is what deciding about each enterprise project by itself gives', async () => {
    await fc.assert(
      fc.asyncProperty(
        grants(),
        fc.boolean(),
        fc.subarray(['', '0', 'a', 'b', 'c']),
        async (entities, isOpen, ofRecords) => {
          granted(...entities)
          recorded = ofRecords
          const universe = ['0', 'a', 'b', 'c', 'd']
          const expected = universe.filter((id) => isSeen(id, isOpen))
          const scope = await scopeOf({ isOpen }).catch((error: unknown) => {
            expect(error).toBeInstanceOf(AccessDeniedError)
            return { enterpriseProjectIds: [] }
          })
          // What nobody names and no record has cannot be listed; nothing is lost with it.
          const seen = scope.enterpriseProjectIds ?? universe
          expect(expected).toEqual(expect.arrayContaining([...seen]))
          expect(seen).toEqual(expect.arrayContaining(expected.filter((id) => id === '0' || ofRecords.includes(id))))
          for (const id of universe) {
            const asked = await scopeOf({ isOpen, enterpriseProjectId: id }).then(
              ({ enterpriseProjectIds: ids = [id] }) => ids,
              () => [],
            )
            expect(asked).toEqual(expected.includes(id) ? [id] : [])
          }
        },
      ),
      { numRuns: 500 },
    )
  })
})

/** By the rule alone: everything that reaches the enterprise project, decided for it. */
function isSeen(enterpriseProjectId: string, isOpen: boolean): boolean {
  const all = policiesOf(directory, directory.all('grant', 'acme')).filter(
    ({ grant }) =>
      [undefined, 'p1'].includes(grant.projectId) &&
      [undefined, enterpriseProjectId].includes(grant.enterpriseProjectId),
  )
  const context = { 'g:EnterpriseProjectId': enterpriseProjectId }
  if (decide(all, { action: LIST, context }).outcome !== 'implicit-deny') {
    return decide(all, { action: LIST, context }).outcome === 'allow'
  }
  return isOpen && [LIST, EXPORT].some((action) => hasAllowFor(all, action, enterpriseProjectId))
}

function hasAllowFor(all: ReturnType<typeof policiesOf>, action: string, enterpriseProjectId: string): boolean {
  const allowing = all.map((policy) => ({
    ...policy,
    document: { ...policy.document, statements: policy.document.statements.filter(({ effect }) => effect === 'Allow') },
  }))
  return decide(allowing, { action, context: { 'g:EnterpriseProjectId': enterpriseProjectId } }).outcome === 'allow'
}

function grants(): fc.Arbitrary<readonly Entity[]> {
  const project = fc.constantFrom('', '0', 'a', 'b', 'd')
  const condition = fc
    .tuple(
      fc.constantFrom('StringEquals', 'StringNotEquals', 'StringEqualsIfExists', 'StringMatch'),
      fc.uniqueArray(project, { minLength: 1, maxLength: 2 }),
    )
    .map(([operator, ids]) => ({ Condition: { [operator]: { 'g:EnterpriseProjectId': ids } } }))
  const statement = fc
    .tuple(
      fc.constantFrom('Allow', 'Allow', 'Deny'),
      fc.constantFrom(LIST, EXPORT),
      fc.oneof(fc.constant({}), condition),
    )
    .map(([Effect, action, more]) => ({ Effect, Action: [action], ...more }))
  const grant = fc.tuple(
    fc.array(statement, { minLength: 1, maxLength: 3 }),
    fc.constantFrom(undefined, 'p1', 'p2'),
    fc.constantFrom(undefined, undefined, 'a', 'b', 'd'),
    fc.boolean(),
  )
  return fc
    .array(grant, { maxLength: 4 })
    .map((list) =>
      list.flatMap(([documents, projectId, enterpriseProjectId, isGroup], at) =>
        statements(`${at}`, documents, { projectId, enterpriseProjectId, ...(isGroup ? toGroup('team') : {}) }),
      ),
    )
}

describe('the account', () => {
  const ask = (principal = principalOf(ADA), action = 'deskledger:users:list') =>
    access.inAccount(principal, action, { sourceIp: '192.0.2.7' })

  it('is open to the root user', () => {
    expect(ask(principalOf(ROOT))).toBeUndefined()
  })

  it.each([ROOT, ADA])('is closed to credentials for one project, even of $name', (user) => {
    granted(aGrant('g', 'full_access', 'ada'))
    expect(() => ask(principalOf(user, { scope: { projectId: 'p1' } }))).toThrow(
      new AccessDeniedError('These credentials are for one project only; the account needs others.'),
    )
  })

  it('needs a grant of the action in the account', () => {
    granted(aGrant('g', 'deskledger_administrator', '', toGroup('team')))
    expect(ask()).toBeUndefined()
    expect(() => ask(undefined, LIST)).toThrow(refusal(LIST))
  })

  it.each<[string, Partial<Grant>]>([
    ['a project', { projectId: 'p1' }],
    ['an enterprise project', { enterpriseProjectId: 'a' }],
    ['both', { projectId: 'p1', enterpriseProjectId: 'a' }],
  ])('is not opened by what is granted for %s', (_what, more) => {
    granted(aGrant('g', 'full_access', 'ada', more))
    expect(() => ask()).toThrow(refusal('deskledger:users:list'))
  })

  it('is closed by a Deny, or without any grant', () => {
    expect(() => ask()).toThrow(refusal('deskledger:users:list'))
    granted(aGrant('g', 'full_access', 'ada'), ...statements('d', [deny({ Action: ['deskledger:users:*'] })]))
    expect(() => ask()).toThrow(refusal('deskledger:users:list'))
  })

  it('looks at conditions', () => {
    const from = (range: string) => allow({ Action: ['*'], Condition: { IpAddress: { 'g:SourceIp': [range] } } })
    granted(...statements('g', [from('192.0.2.0/24')]))
    expect(ask()).toBeUndefined()
    granted(...statements('g', [from('198.51.100.0/24')]))
    expect(() => ask()).toThrow(AccessDeniedError)
  })
})

describe('the projects that somebody reaches', () => {
  const reached = (principal = principalOf(ADA)) => access.projectsOf(principal).map(({ id }) => id)

  it('are the enabled ones of the account for the root user', () => {
    expect(reached(principalOf(ROOT))).toEqual(['p1', 'p2'])
    expect(reached(principalOf(ROOT, { scope: { projectId: 'p2' } }))).toEqual(['p2'])
  })

  it.each<[string, readonly Entity[], readonly string[]]>([
    ['nothing', [], []],
    ['one', [aGrant('g', 'full_access', 'ada', { projectId: 'p2' })], ['p2']],
    ['a disabled one', [aGrant('g', 'full_access', 'ada', { projectId: 'off' })], []],
    ['the account', [aGrant('g', 'full_access', '', toGroup('team'))], ['p1', 'p2']],
    ['an enterprise project', [aGrant('g', 'full_access', 'ada', { enterpriseProjectId: 'a' })], ['p1', 'p2']],
    ['a Deny', statements('g', [deny()]), []],
    ['another user', [aGrant('g', 'full_access', 'eve')], []],
  ])('follow from grants for %s', (_what, entities, expected) => {
    granted(...entities)
    expect(reached()).toEqual(expected)
    expect(reached(principalOf(ADA, { scope: { projectId: 'p1' } }))).toEqual(expected.filter((id) => id === 'p1'))
  })
})
