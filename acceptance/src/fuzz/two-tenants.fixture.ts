import type { DeskledgerClient } from '@deskledger/client'
import type { KeyPair } from '@deskledger/signing'
import { type Ledger, newLedger, ROOT } from '../ledger.fixture.js'
import { newTenant, type Tenant } from '../tenant.fixture.js'
import { KnownThings } from './known-things.fixture.js'
import type { Proofs } from './senders.fixture.js'

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
  const limited = await newUser(fuzzed, { policy_id: 'full_access', enterprise_project_id: 'ep-open' })
  const decoy = await newUser(fuzzed)
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

async function ownThings(tenant: Tenant, token: string) {
  return {
    main_project: [tenant.projectId],
    project_id: [tenant.secondProjectId],
    user_id: [tenant.userId],
    group_id: [tenant.groupId],
    policy_id: [tenant.policyId],
    grant_id: [],
    access_key: [tenant.accessKey],
    task_id: [tenant.taskId],
    token: [token, await tokenOf(tenant)],
  }
}

async function foreignThings(tenant: Tenant) {
  const { grants } = await tenant.client.admin.listGrants()
  return {
    project_id: [tenant.projectId, tenant.secondProjectId],
    account_id: [tenant.accountId],
    user_id: [tenant.userId],
    group_id: [tenant.groupId],
    policy_id: [tenant.policyId],
    grant_id: grants.map(({ grant_id }) => grant_id),
    access_key: [tenant.accessKey],
    task_id: [tenant.taskId],
    token: [await tokenOf(tenant)],
  }
}

async function tokenOf(tenant: Tenant, projectId?: string): Promise<string> {
  const { client, accountName: account, rootName: userName, rootPassword: password } = tenant
  return (await client.createToken({ account, userName, password, projectId })).token
}

async function rootIdOf({ client }: Tenant): Promise<string> {
  const root = (await client.admin.listUsers()).users.find(({ is_root }) => is_root)
  return root?.user_id ?? ''
}

let userCount = 0

async function newUser(
  { client: { admin } }: Tenant,
  grant?: { policy_id: string; enterprise_project_id: string },
): Promise<{ key: KeyPair }> {
  userCount += 1
  const { user_id } = await admin.createUser({ name: `of the fuzz ${userCount}` })
  const { access_key: accessKey, secret_key: secretKey } = await admin.createAccessKey(user_id)
  if (grant !== undefined) await admin.createGrant({ ...grant, user_id })
  return { key: { accessKey, secretKey } }
}

const USERS = ['zoe', 'ZOE', 'CORP\\zoe', 'max@corp.example', '张三']
const ENTERPRISE_PROJECTS = ['ep-open', 'ep-closed', undefined]

/** Delivers records whose filterable values both tenants have; everything else in them are letters. */
async function fill(
  client: DeskledgerClient,
  count: number,
  lettersOf: (enterpriseProjectId: string | undefined) => string,
): Promise<void> {
  const now = Date.now()
  const lines = Array.from({ length: count }, (_, place) => {
    const enterpriseProjectId = ENTERPRISE_PROJECTS[place % 3]
    const letters = lettersOf(enterpriseProjectId)
    return JSON.stringify({
      transaction_id: `${letters}-${place}`,
      connection_start_time: new Date(now - place * 10_000).toISOString(),
      connection_setup_time: new Date(now - place * 10_000).toISOString(),
      user_name: count > 1_000 && place % 2 === 0 ? `${letters} ${place}` : USERS[place % USERS.length],
      computer_name: count > 1_000 && place % 2 === 0 ? `${letters} ${place}` : `PC-${place % 5}`,
      terminal_type: 'Windows 10',
      public_ip: '203.0.113.9',
      domain: 'corp',
      terminal_name: letters,
      sid: letters,
      enterprise_project_id: enterpriseProjectId,
      network_rtt: place % 400,
      e2e_rtt: place % 400,
    })
  })
  await client.ingestConnectionRecords(`${lines.join('\n')}\n`)
}
