import { LIMITS } from '@deskledger/contract'
import {
  AccessControl,
  type AccessControlParts,
  Administration,
  type Clock,
  Credentials,
  DirectoryKeeper,
  PolicySimulator,
  type Secrets,
  type SessionStore,
  type SignatureJournal,
  SignIn,
} from '@deskledger/domain'
import {
  adoptFirstAccount,
  type Database,
  DuckDbDirectoryStore,
  DuckDbSessionStore,
  DuckDbSignatureJournal,
} from '@deskledger/engine-duckdb'
import type { ReleaseStack } from './release-stack.js'
import { checkSealedSecrets } from './secrets/check-sealed-secrets.js'
import { NodeSecrets } from './secrets/node-secrets.js'
import { sealingKeyFrom } from './secrets/sealing-key.js'
import type { Settings } from './settings/definitions.js'

/** What identities are opened with. */
export interface IdentitiesParts {
  readonly database: Database
  /** File of the key that seals secrets, unless the settings hold the key. */
  readonly secretsKeyPath: string
  readonly settings: Pick<Settings, 'secretsKey' | 'region'>
  readonly clock: Clock
  readonly enterpriseProjectsOf: AccessControlParts['enterpriseProjectsOf']
  readonly releases: ReleaseStack
}

/** Everything about who may do what. */
export interface Identities {
  readonly keeper: DirectoryKeeper
  readonly secrets: Secrets
  readonly sessions: SessionStore
  readonly journal: SignatureJournal
  readonly access: AccessControl
  readonly credentials: Credentials
  readonly signIn: SignIn
  readonly administration: Administration
  readonly simulator: PolicySimulator
}

/**
 * Opens the directory of identities and everything that decides by it. A ledger of version 0.1.0 is brought up to date.
 *
 * @throws {StartError} the key file cannot be used, or its key does not open the secrets of the ledger
 */
export async function openIdentities(parts: IdentitiesParts): Promise<Identities> {
  const { database, settings, clock, enterpriseProjectsOf, releases } = parts
  const store = await DuckDbDirectoryStore.open(database)
  releases.add(() => store.close())
  const secrets = await openSecrets(parts, (await store.load()).version > 0)
  await adoptFirstAccount(database, { secrets, clock, projectName: settings.region })
  const keeper = await DirectoryKeeper.open(store)
  checkSealedSecrets(
    keeper.current.all('access-key'),
    secrets,
    settings.secretsKey === undefined ? parts.secretsKeyPath : 'DESKLEDGER_SECRETS_KEY',
  )
  const sessions = await DuckDbSessionStore.open(database)
  releases.add(() => sessions.close())
  const journal = await DuckDbSignatureJournal.open(database, clock)
  releases.add(() => journal.close())

  const directory = () => keeper.current
  const credentialsParts = { directory, sessions, secrets, clock }
  const access = new AccessControl({ directory, enterpriseProjectsOf, clock })
  return {
    keeper,
    secrets,
    sessions,
    journal,
    access,
    credentials: new Credentials(credentialsParts),
    signIn: new SignIn(credentialsParts, access),
    administration: new Administration({ keeper, secrets, clock, limits: LIMITS }),
    simulator: new PolicySimulator(directory, access),
  }
}

async function openSecrets({ settings, secretsKeyPath }: IdentitiesParts, isFounded: boolean): Promise<Secrets> {
  return new NodeSecrets(settings.secretsKey ?? (await sealingKeyFrom(secretsKeyPath, { isFounded })))
}
