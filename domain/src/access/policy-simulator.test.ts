import { beforeEach, describe, expect, it } from 'vitest'
import { InvalidParameterError } from '../errors.js'
import { AccessControl } from './access-control.js'
import type { Directory } from './directory.js'
import { EntityNotFoundError } from './errors.js'
import { aDirectory, aGrant, aPolicy, aProject, aUser, NOW, principalOf, ROOT, toGroup } from './identities.fixture.js'
import { PolicySimulator, type Simulation } from './policy-simulator.js'

const LIST = 'workspace:connections:securityList'
const document = (...statements: readonly object[]) => ({ Version: '5.0', Statement: statements })
const ALLOW = { Sid: 'yes', Effect: 'Allow', Action: [LIST] }
const when = (operator: string, key: string, value: string) => ({ Condition: { [operator]: { [key]: [value] } } })

let directory: Directory
let simulator: PolicySimulator
beforeEach(() => {
  directory = aDirectory(
    aUser('ada', { groupIds: ['team'] }),
    aProject('p2'),
    aPolicy('q', [{ ...ALLOW, ...when('StringEquals', 'g:UserName', 'ada') }]),
    aGrant('in a', 'q', 'ada', { projectId: 'p2', enterpriseProjectId: 'a' }),
    aGrant('in p2', 'q', '', { projectId: 'p2', ...toGroup('team') }),
    aGrant('in account', 'workspace_user_manager', 'ada'),
    aPolicy('d', [{ Effect: 'Deny', Action: [LIST] }]),
    aGrant('denied', 'd', 'ada', { projectId: 'p1', enterpriseProjectId: 'b' }),
  )
  const parts = { directory: () => directory, clock: () => NOW, enterpriseProjectsOf: async () => [] }
  simulator = new PolicySimulator(parts.directory, new AccessControl(parts))
})

const ask = (about: Simulation['about'], more: Partial<Simulation> = {}) =>
  simulator.decision(principalOf(ROOT), { action: LIST, about, context: {}, ...more }, { sourceIp: '192.0.2.7' })

describe('simulating a user', () => {
  it.each<[string, Partial<Simulation>, object]>([
    ['in the account', {}, { outcome: 'allow', grantId: 'in account' }],
    ['in a project', { projectId: 'p1' }, { outcome: 'allow', grantId: 'in account' }],
    [
      'in a denied enterprise project',
      { projectId: 'p1', enterpriseProjectId: 'b' },
      { outcome: 'explicit-deny', grantId: 'denied' },
    ],
    ['of a service that is not granted', { action: 'iam:users:list' }, { outcome: 'implicit-deny' }],
  ])('decides by the grants that count %s', (_where, more, expected) => {
    expect(ask({ userId: 'ada' }, more)).toMatchObject({ ...expected, isRoot: false })
  })

  it('names the grant by which the deciding policy counts there', () => {
    directory = directory.changed({ remove: [aGrant('in account', 'workspace_user_manager', 'ada')] })
    expect(ask({ userId: 'ada' }, { projectId: 'p2' })).toStrictEqual({
      outcome: 'allow',
      decidedBy: { policyId: 'q', policyName: 'q', statement: 0, sid: 'yes' },
      isRoot: false,
      grantId: 'in p2',
    })
    expect(ask({ userId: 'ada' }, { projectId: 'p2', enterpriseProjectId: 'a' }).grantId).toBe('in a')
    expect(ask({ userId: 'ada' })).toStrictEqual({ outcome: 'implicit-deny', isRoot: false, grantId: undefined })
  })

  it('asks no policy about the root user', () => {
    expect(ask({ userId: 'root' }, { projectId: 'p1' })).toEqual({ outcome: 'allow', isRoot: true })
  })

  it.each(['other-root', 'unknown'])('knows no user %s', (userId) => {
    expect(() => ask({ userId })).toThrow(new EntityNotFoundError('user', userId))
  })

  it.each([
    ['a user', { userId: 'ada' }],
    ['the root user', { userId: 'root' }],
    ['documents', { documents: [document(ALLOW)] }],
  ])('knows no project of another account, for %s', (_what, about) => {
    for (const projectId of ['other-p', 'unknown']) {
      expect(() => ask(about, { projectId })).toThrow(new EntityNotFoundError('project', projectId))
    }
  })
})

describe('simulating documents', () => {
  it('names the document and the statement that decide', () => {
    const documents = [document({ ...ALLOW, Action: ['iam:*:*'] }), document({ ...ALLOW, Effect: 'Deny' }, ALLOW)]
    expect(ask({ documents })).toStrictEqual({
      outcome: 'explicit-deny',
      decidedBy: { policyId: 'documents[1]', policyName: 'documents[1]', statement: 0, sid: 'yes' },
      isRoot: false,
    })
  })

  it('refuses what is no document', () => {
    expect(() => ask({ documents: [document({ Effect: 'Allow' })] })).toThrow(InvalidParameterError)
  })

  it.each<[string, object, Partial<Simulation>, string]>([
    ['the project', when('StringEquals', 'g:ProjectId', 'p1'), { projectId: 'p1' }, 'allow'],
    ['no project', when('StringEquals', 'g:ProjectId', 'p1'), {}, 'implicit-deny'],
    [
      'the enterprise project',
      when('StringEquals', 'g:EnterpriseProjectId', 'a'),
      { enterpriseProjectId: 'a' },
      'allow',
    ],
    ['the caller', when('StringEquals', 'g:UserName', 'root'), {}, 'allow'],
    ['the address of the request', when('IpAddress', 'g:SourceIp', '192.0.2.7'), {}, 'allow'],
    [
      'an address instead',
      when('IpAddress', 'g:SourceIp', '198.51.100.1'),
      { context: { 'g:SourceIp': '198.51.100.1' } },
      'allow',
    ],
    ['the resource', { Resource: ['workspace:*:*:desktop:1'] }, { resource: 'workspace:r:d:desktop:1' }, 'allow'],
    [
      'another resource',
      { Resource: ['workspace:*:*:desktop:1'] },
      { resource: 'workspace:r:d:desktop:2' },
      'implicit-deny',
    ],
  ])('looks at %s', (_what, more, simulation, outcome) => {
    expect(ask({ documents: [document({ ...ALLOW, ...more })] }, simulation).outcome).toBe(outcome)
  })

  it('looks at the resource for a user too', () => {
    const onDesktop = aPolicy('q', [{ ...ALLOW, Resource: ['workspace:*:*:desktop:1'] }])
    directory = aDirectory(aUser('ada'), onDesktop, aGrant('g', 'q', 'ada'))
    expect(ask({ userId: 'ada' }, { resource: 'workspace:r:d:desktop:1' }).outcome).toBe('allow')
    expect(ask({ userId: 'ada' }, { resource: 'workspace:r:d:desktop:2' }).outcome).toBe('implicit-deny')
  })
})
