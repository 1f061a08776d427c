import { describe, expect, it } from 'vitest'
import { type AccountOrder, foundAccount } from './account-founding.js'
import { Directory } from './directory.js'
import { DirectoryKeeper } from './directory-keeper.js'
import { HandClock, MemoryDirectoryStore, NOW, OpenSecrets } from './identities.fixture.js'

const ORDER: AccountOrder = { name: 'acme', projectName: 'local-1', rootName: 'boss', isFounding: true }

async function founded(order: Partial<AccountOrder> = {}) {
  const keeper = await DirectoryKeeper.open(new MemoryDirectoryStore(new Directory([])))
  const parts = { keeper, secrets: new OpenSecrets(), clock: new HandClock().read }
  return { parts, directory: () => keeper.current, made: await foundAccount(parts, { ...ORDER, ...order }) }
}

describe('founding an account', () => {
  it('makes it with all that its owner needs to begin', async () => {
    const { directory, made } = await founded()
    const { account, project, root, accessKey, secretKey, password } = made
    expect(account).toMatchObject({ name: 'acme', isEnabled: true, isFounding: true, createdAt: NOW })
    expect(project).toMatchObject({ name: 'local-1', isEnabled: true, accountId: account.id, createdAt: NOW })
    expect(root).toEqual({
      kind: 'user',
      id: root.id,
      accountId: account.id,
      name: 'boss',
      isEnabled: true,
      isRoot: true,
      passwordHash: `hash of ${password}`,
      groupIds: [],
      generation: 0,
      createdAt: NOW,
    })
    expect(accessKey).toEqual({
      kind: 'access-key',
      id: accessKey.id,
      accountId: account.id,
      userId: root.id,
      sealedSecret: `sealed for ${accessKey.id}: ${secretKey}`,
      isEnabled: true,
      createdAt: NOW,
    })
    expect([password, secretKey, accessKey.id]).toEqual([
      expect.stringMatching(/^password-/),
      expect.stringMatching(/^SK-/),
      expect.stringMatching(/^AK-/),
    ])
    for (const entity of [account, project, root, accessKey])
      expect(directory().find(entity.kind, entity.id)).toBe(entity)
    const [group] = directory().all('group', account.id)
    expect(group).toMatchObject({ name: 'admin', isAdmin: true, createdAt: NOW })
    expect(directory().all('grant', account.id)).toMatchObject([
      { policyId: 'full_access', to: { kind: 'group', id: group?.id } },
    ])
    const kinds = ['account', 'project', 'user', 'group', 'grant'] as const
    const ids = kinds.flatMap((kind) =>
      directory()
        .all(kind)
        .map(({ id }) => id),
    )
    expect(new Set(ids).size).toBe(5)
  })

  it('takes what it is given', async () => {
    const given = { rootPassword: 'pw', projectId: 'p', accessKey: 'AK', secretKey: 'SK', isFounding: false }
    const { made } = await founded(given)
    expect(made).toMatchObject({
      account: { isFounding: false },
      project: { id: 'p' },
      root: { passwordHash: 'hash of pw' },
      accessKey: { id: 'AK', sealedSecret: 'sealed for AK: SK' },
      secretKey: 'SK',
      password: 'pw',
    })
  })

  it.each([
    ['name', { name: ' acme' }],
    ['project_name', { projectName: 'local\n1' }],
    ['root_user', { rootName: 'ro\u200Bot' }],
  ])('refuses an unclear %s', async (parameter, order) => {
    await expect(founded(order)).rejects.toThrow(new RegExp(`^${parameter} must `))
  })

  it('is done once', async () => {
    const { parts, directory } = await founded()
    const before = directory()
    await expect(foundAccount(parts, { ...ORDER, name: 'ACME' })).rejects.toThrow("name 'ACME' is taken")
    await expect(foundAccount(parts, { ...ORDER, name: 'second' })).rejects.toThrow('founded already')
    expect(directory()).toBe(before)
  })
})
