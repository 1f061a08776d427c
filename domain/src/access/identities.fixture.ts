import { createHash } from 'node:crypto'
import type { Clock } from '../ports/clock.js'
import type { DirectoryStore } from '../ports/directory-store.js'
import type { Secrets } from '../ports/secrets.js'
import type { SessionStore } from '../ports/session-store.js'
import { Directory } from './directory.js'
import type { AccessKey, Account, Entity, Grant, Group, Policy, Project, User } from './entities.js'
import type { Principal } from './principal.js'
import type { Session } from './session.js'

export const NOW = new Date('2026-03-31T12:00:00.000Z')

const createdAt = NOW

export function anAccount(id: string, more: Partial<Account> = {}): Account {
  return { kind: 'account', id, name: id, isEnabled: true, isFounding: false, createdAt, ...more }
}

export function aProject(id: string, more: Partial<Project> = {}): Project {
  return { kind: 'project', id, accountId: 'acme', name: id, isEnabled: true, createdAt, ...more }
}

export function aUser(id: string, more: Partial<User> = {}): User {
  return {
    kind: 'user',
    id,
    accountId: 'acme',
    name: id,
    isEnabled: true,
    isRoot: false,
    passwordHash: `hash of ${id}`,
    groupIds: [],
    generation: 0,
    createdAt,
    ...more,
  }
}

export function aGroup(id: string, more: Partial<Group> = {}): Group {
  return { kind: 'group', id, accountId: 'acme', name: id, description: '', isAdmin: false, createdAt, ...more }
}

export function aKey(id: string, userId: string, more: Partial<AccessKey> = {}): AccessKey {
  const sealedSecret = `sealed for ${id}: secret of ${id}`
  return { kind: 'access-key', id, accountId: 'acme', userId, sealedSecret, isEnabled: true, createdAt, ...more }
}

export function aPolicy(id: string, statements: readonly object[], more: Partial<Policy> = {}): Policy {
  const source = { Version: '5.0', Statement: statements }
  return { kind: 'policy', id, accountId: 'acme', name: id, description: '', source, createdAt, ...more }
}

export function aGrant(id: string, policyId: string, to: string, more: Partial<Grant> = {}): Grant {
  return { kind: 'grant', id, accountId: 'acme', policyId, to: { kind: 'user', id: to }, createdAt, ...more }
}

export const toGroup = (id: string): Pick<Grant, 'to'> => ({ to: { kind: 'group', id } })

export const ROOT = aUser('root', { isRoot: true })

/** Two accounts, each with its root user and a project. What is `other…` belongs to the second one. */
const ACCOUNTS: readonly Entity[] = [
  anAccount('acme', { isFounding: true }),
  aProject('p1'),
  ROOT,
  anAccount('other'),
  aProject('other-p', { accountId: 'other' }),
  aUser('other-root', { accountId: 'other', isRoot: true }),
]

export function aDirectory(...more: readonly Entity[]): Directory {
  return new Directory([...ACCOUNTS, ...more])
}

export function principalOf(user: User, more: Partial<Principal> = {}): Principal {
  return { account: anAccount(user.accountId), user, scope: {}, credential: 'access-key', ...more }
}

/** A clock that stands still until it is set. */
export class HandClock {
  now = NOW
  readonly read: Clock = () => this.now

  advance(ms: number): void {
    this.now = new Date(this.now.getTime() + ms)
  }
}

/** Secrets that tests can see through: numbered, and hashed and sealed in plain text. */
export class OpenSecrets implements Secrets {
  private count = 0
  /** What passwords were compared with. */
  readonly compared: (string | undefined)[] = []
  /** Called while a password is hashed or compared. */
  meanwhile: () => Promise<unknown> = async () => {}

  newId = (): string => this.next('id')
  newAccessKey = (): string => this.next('AK')
  newSecretKey = (): string => this.next('SK')
  newPassword = (): string => this.next('password')
  newToken = (): string => this.next('token')
  digest = (text: string): string => createHash('sha256').update(text).digest('hex')
  seal = (secret: string, owner: string): string => `sealed for ${owner}: ${secret}`

  unseal(sealed: string, owner: string): string {
    const prefix = `sealed for ${owner}: `
    if (!sealed.startsWith(prefix)) throw new Error(`'${sealed}' is not sealed for ${owner}.`)
    return sealed.slice(prefix.length)
  }

  async hashPassword(password: string): Promise<string> {
    await this.meanwhile()
    return `hash of ${password}`
  }

  async isPassword(password: string, hash: string | undefined): Promise<boolean> {
    this.compared.push(hash)
    await this.meanwhile()
    return hash === `hash of ${password}`
  }

  private next(what: string): string {
    this.count += 1
    return `${what}-${this.count}`
  }
}

/** A directory store in memory. */
export class MemoryDirectoryStore implements DirectoryStore {
  version = 0
  readonly changes: Parameters<DirectoryStore['commit']>[] = []
  /** Called before each commit. */
  beforeCommit: () => void = () => {}

  constructor(public directory: Directory) {}

  async load(): ReturnType<DirectoryStore['load']> {
    const kinds = ['account', 'project', 'user', 'group', 'access-key', 'policy', 'grant'] as const
    return { entities: kinds.flatMap((kind): readonly Entity[] => this.directory.all(kind)), version: this.version }
  }

  async commit(...[version, change]: Parameters<DirectoryStore['commit']>): Promise<boolean> {
    this.beforeCommit()
    if (version !== this.version) return false
    this.changes.push([version, change])
    this.directory = this.directory.changed(change)
    this.version += 1
    return true
  }
}

/** A session store in memory. */
export class MemorySessionStore implements SessionStore {
  readonly sessions = new Map<string, Session>()

  async add(session: Session): Promise<void> {
    this.sessions.set(session.digest, session)
  }

  async find(digest: string): Promise<Session | undefined> {
    return this.sessions.get(digest)
  }

  async remove(digest: string): Promise<void> {
    this.sessions.delete(digest)
  }

  async removeExpired(now: Date): Promise<number> {
    const expired = [...this.sessions.values()].filter(({ expiresAt }) => expiresAt <= now)
    for (const { digest } of expired) this.sessions.delete(digest)
    return expired.length
  }
}
