import type { KeyPair } from '@deskledger/signing'
import { type Ledger, newLedger, ROOT } from '../ledger.fixture.js'
import { newTenant, type Tenant } from '../tenant.fixture.js'
import { KnownThings } from './known-things.fixture.js'
import { fill } from './records.fixture.js'
import type { Proofs } from './senders.fixture.js'
import { foreignThings, ownThings, tokenOf } from './things-of-tenant.fixture.js'

/** In everything that the hidden tenant has, and nowhere else. */
const HIDDEN = 'Zyzzyvaletters'

/** In records of the fuzzed tenant whose enterprise project the limited user is not granted. */
export const CLOSED = 'Closedletters'

/** Records of the hidden tenant, far more than the other will ever have. */
export const HIDDEN_RECORDS = 20_000

/** A server with a tenant that is sent anything, and another one of which nothing may be seen. */
export interface TwoTenants extends AsyncDisposable {
  readonly ledger: Ledger
  readonly fuzzed: Tenant
  readonly hidden: Tenant
  readonly proofs: Proofs
  readonly things: KnownThings
  /** Accounts that the account which the server was founded with may enable and disable. */
  readonly accounts: KnownThings
}

export async function newTwoTenants(): Promise<TwoTenants> {
  const ledger = await newLedger({ DESKLEDGER_FAULTS: 'true', DESKLEDGER_EXPORT_FORMAT: 'csv' })
  const { client, endpoint } = ledger
  const hidden = await newTenant(client, endpoint, HIDDEN)
  await fill(hidden.client, HIDDEN_RECORDS, () => HIDDEN)
  const fuzzed = await newTenant(client, endpoint, 'fuzzed')
  await fill(fuzzed.client, 300, (enterpriseProjectId) => (enterpriseProjectId === 'ep-open' ? 'fuzzed' : CLOSED))
  const limited = await newUser(fuzzed, 'limited', { policy_id: 'full_access', enterprise_project_id: 'ep-open' })
  const decoy = await newUser(fuzzed, 'decoy')
  const beside = await fuzzed.client.admin.createAccessKey(await rootIdOf(fuzzed))
  const { users } = await fuzzed.client.admin.listUsers()
  const token = await tokenOf(fuzzed)
  const temporary = await fuzzed.client.createTemporaryAccessKey({ token, durationSeconds: 86_400 })
  const proofs: Proofs = {
    root: fuzzed.root,
    rootBeside: { accessKey: beside.access_key, secretKey: beside.secret_key },
    limited: limited.key,
    operator: { accessKey: ROOT.accessKey, secretKey: ROOT.secretKey },
    temporaryKey: {
      accessKey: temporary.access,
      secretKey: temporary.secret,
      securityToken: temporary.securitytoken,
    },
    token,
    projectToken: await tokenOf(fuzzed, fuzzed.projectId),
    decoy: { ...decoy.key, secretKey: 'not that of the decoy' },
  }
  const spared = new Set([
    fuzzed.projectId,
    fuzzed.root.accessKey,
    beside.access_key,
    limited.key.accessKey,
    decoy.key.accessKey,
    ...users.filter(({ user_id }) => user_id !== fuzzed.userId).map(({ user_id }) => user_id),
    ...(await fuzzed.client.admin.listGrants()).grants.map(({ grant_id }) => grant_id),
  ])
  const things = new KnownThings(await ownThings(fuzzed, token), await foreignThings(hidden), spared)
  const accounts = new KnownThings({ account_id: [] }, {}, new Set([fuzzed.accountId, hidden.accountId]))
  return {
    ledger,
    fuzzed,
    hidden,
    proofs,
    things,
    accounts,
    [Symbol.asyncDispose]: () => ledger[Symbol.asyncDispose](),
  }
}

async function rootIdOf({ client }: Tenant): Promise<string> {
  const root = (await client.admin.listUsers()).users.find(({ is_root }) => is_root)
  return root?.user_id ?? ''
}

async function newUser(
  { client: { admin } }: Tenant,
  name: string,
  grant?: { policy_id: string; enterprise_project_id: string },
): Promise<{ key: KeyPair }> {
  const { user_id } = await admin.createUser({ name })
  const { access_key: accessKey, secret_key: secretKey } = await admin.createAccessKey(user_id)
  if (grant !== undefined) await admin.createGrant({ ...grant, user_id })
  return { key: { accessKey, secretKey } }
}
