import { createHash, randomBytes } from 'node:crypto'
import {
  AccessControl,
  type AccessKey,
  type Account,
  Administration,
  type Clock,
  Credentials,
  DirectoryKeeper,
  type Entity,
  PolicySimulator,
  type Project,
  type Secrets,
  type Session,
  type SignatureJournal,
  SignIn,
  type User,
} from '@deskledger/domain'
import type { HttpParts } from './http-parts.js'

const CREATED = new Date('2026-01-01T00:00:00.000Z')

/** An account with its root user, a project and a key of the root user. */
export function anAccount(
  name: string,
  projectId: string,
  accessKey: string,
  { rootName = 'root', projectName = 'local-1', secretKey = `secret of ${accessKey}` } = {},
): readonly Entity[] {
  const account: Account = {
    kind: 'account',
    id: `account-${name}`,
    name,
    isEnabled: true,
    isFounding: name === 'acme',
    createdAt: CREATED,
  }
  const project: Project = {
    kind: 'project',
    id: projectId,
    accountId: account.id,
    name: projectName,
    isEnabled: true,
    createdAt: CREATED,
  }
  const root: User = {
    kind: 'user',
    id: `user-${rootName}-of-${name}`,
    accountId: account.id,
    name: rootName,
    isEnabled: true,
    isRoot: true,
    passwordHash: 'hash of root password',
    groupIds: [],
    generation: 0,
    createdAt: CREATED,
  }
  const key: AccessKey = {
    kind: 'access-key',
    id: accessKey,
    accountId: account.id,
    userId: root.id,
    sealedSecret: `sealed for ${accessKey}: ${secretKey}`,
    isEnabled: true,
    createdAt: CREATED,
  }
  return [account, project, root, key]
}

/** Secrets that tests can see through; real ones are the server's. */
export const OPEN_SECRETS: Secrets = {
  newId: () => randomBytes(16).toString('hex'),
  newAccessKey: () => randomBytes(10).toString('hex').toUpperCase(),
  newSecretKey: () => randomBytes(20).toString('hex'),
  newPassword: () => randomBytes(10).toString('hex'),
  newToken: () => randomBytes(32).toString('base64url'),
  digest: (text) => createHash('sha256').update(text).digest('hex'),
  seal: (secret, owner) => `sealed for ${owner}: ${secret}`,
  unseal: (sealed, owner) => sealed.replace(`sealed for ${owner}: `, ''),
  hashPassword: async (password) => `hash of ${password}`,
  isPassword: async (password, hash) => hash === `hash of ${password}`,
}

/** Identities in memory, with everything that decides by them. */
export async function identities(
  entities: readonly Entity[],
  clock: Clock,
  enterpriseProjectsOf: () => Promise<readonly string[]>,
  open: readonly Session[] = [],
): Promise<
  Pick<HttpParts, 'access' | 'administration' | 'credentials' | 'journal' | 'secrets' | 'signIn' | 'simulator'>
> {
  const sessions = new Map(open.map((session) => [session.digest, session]))
  const keeper = await DirectoryKeeper.open({
    load: async () => ({ entities, version: 0 }),
    commit: async () => true,
  })
  const directory = () => keeper.current
  const parts = {
    directory,
    clock,
    secrets: OPEN_SECRETS,
    sessions: {
      add: async (session: Session) => void sessions.set(session.digest, session),
      find: async (digest: string) => sessions.get(digest),
      remove: async (digest: string) => void sessions.delete(digest),
      removeExpired: async () => 0,
    },
  }
  const access = new AccessControl({ directory, clock, enterpriseProjectsOf })
  const limits = { projects: 10, users: 100, groups: 10, policies: 10, grants: 100, accessKeysOfUser: 2 }
  return {
    access,
    administration: new Administration({ keeper, secrets: OPEN_SECRETS, clock, limits }),
    credentials: new Credentials(parts),
    journal: journal(),
    secrets: OPEN_SECRETS,
    signIn: new SignIn(parts, access),
    simulator: new PolicySimulator(directory, access),
  }
}

function journal(): SignatureJournal {
  const outcomes = new Map<string, string>()
  return {
    claim: async (digest, _until, outcome) => {
      const first = outcomes.get(digest)
      if (first === undefined) outcomes.set(digest, outcome)
      return first
    },
    forget: async (digest) => void outcomes.delete(digest),
  }
}
