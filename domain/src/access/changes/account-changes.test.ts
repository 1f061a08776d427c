import { describe, expect, it } from 'vitest'
import { DirectoryConflictError, EntityNotFoundError } from '../errors.js'
import { aDirectory, aKey, anAccount, aProject, aUser, NOW } from '../identities.fixture.js'
import { createAccount, enableAccount, type NewAccount } from './account-changes.js'

const parts = (more: Partial<NewAccount> = {}): NewAccount => ({
  account: anAccount('new'),
  project: aProject('new-p', { accountId: 'new' }),
  root: aUser('new-root', { accountId: 'new', isRoot: true }),
  accessKey: aKey('AKNEW', 'new-root', { accountId: 'new' }),
  adminGroupId: 'admins',
  adminGrantId: 'all',
  ...more,
})

describe('making an account', () => {
  it('puts it with its root user, project and key, and the group admin that may do everything', () => {
    const { account, project, root, accessKey } = parts()
    const group = {
      kind: 'group',
      id: 'admins',
      accountId: 'new',
      name: 'admin',
      description: 'Its users may do everything in the account.',
      isAdmin: true,
      createdAt: NOW,
    }
    const to = { kind: 'group', id: 'admins' }
    const grant = { kind: 'grant', id: 'all', accountId: 'new', policyId: 'full_access', to, createdAt: NOW }
    expect(createAccount(aDirectory(), parts())).toStrictEqual({
      put: [account, project, root, accessKey, group, grant],
    })
  })

  it('refuses a name that another account has', () => {
    expect(() => createAccount(aDirectory(), parts({ account: anAccount('new', { name: 'ACME' }) }))).toThrow(
      new DirectoryConflictError("The name 'ACME' is taken by another account."),
    )
  })

  it.each<[string, string, Partial<NewAccount>]>([
    ['account', 'acme', { account: anAccount('acme', { name: 'new' }) }],
    ['project', 'p1', { project: aProject('p1') }],
    ['user', 'root', { root: aUser('root') }],
    ['access-key', 'AK', { accessKey: aKey('AK', 'new-root') }],
  ])('refuses the id of a %s that exists', (kind, id, more) => {
    expect(() => createAccount(aDirectory(aKey('AK', 'root')), parts(more))).toThrow(
      new DirectoryConflictError(`The ${kind} '${id}' exists already.`),
    )
  })

  it('refuses a second founding account', () => {
    const founding = parts({ account: anAccount('new', { isFounding: true }) })
    expect(() => createAccount(aDirectory(), founding)).toThrow(
      new DirectoryConflictError('The server has been founded already.'),
    )
    const notFounded = aDirectory(anAccount('acme'))
    expect(createAccount(notFounded, founding).put).toContain(founding.account)
  })
})

describe('enabling an account', () => {
  const disabled = anAccount('closed', { isEnabled: false })
  const users = ['a', 'b'].map((id) => aUser(id, { accountId: 'closed', generation: 3 }))
  const directory = aDirectory(disabled, ...users)
  const ended = users.map((user) => ({ ...user, generation: 4 }))

  it('ends the sessions of its users, and of no others', () => {
    const enabled = { ...disabled, isEnabled: true }
    expect(enableAccount(directory, 'closed', true)).toEqual({ put: [enabled, ...ended] })
    const open = directory.changed({ put: [enabled] })
    expect(enableAccount(open, 'closed', false)).toEqual({ put: [disabled, ...ended] })
  })

  it('changes nothing that is so already', () => {
    expect(enableAccount(directory, 'closed', false)).toEqual({})
    expect(enableAccount(directory, 'acme', true)).toEqual({})
  })

  it('never disables the founding account', () => {
    expect(() => enableAccount(directory, 'acme', false)).toThrow(
      new DirectoryConflictError('The founding account cannot be disabled.'),
    )
  })

  it('refuses an unknown account', () => {
    expect(() => enableAccount(directory, 'unknown', true)).toThrow(new EntityNotFoundError('account', 'unknown'))
  })
})
