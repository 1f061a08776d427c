import { type Ledger, newLedger, ROOT } from '../ledger.fixture.js'
import { furnished, newTenant, type Tenant } from '../tenant.fixture.js'
import type { Home } from './columns.fixture.js'
import { staffOf } from './staff.fixture.js'

const ACCOUNT = 'Wombatletters-account'
const PASSWORD = 'password of Wombatletters'

/** One server with three accounts, two of which are asked for everything. */
export interface World extends AsyncDisposable {
  readonly ledger: Ledger
  /** The account that the server was founded with. */
  readonly operator: Home
  readonly quokka: Home
  readonly zebu: Tenant
}

/** Starts the server and furnishes its accounts. */
export async function newWorld(): Promise<World> {
  const ledger = await newLedger({
    DESKLEDGER_FAULTS: 'true',
    DESKLEDGER_ACCOUNT: ACCOUNT,
    DESKLEDGER_ROOT_PASSWORD: PASSWORD,
    // The published API demands no action for the export; what that means is tested in http.
    DESKLEDGER_EXPORT_ACCESS: 'action',
  })
  const { endpoint, client } = ledger
  const [domain] = (await client.listAuthDomains()).domains
  const operator = await furnished(
    {
      endpoint,
      accountId: domain?.id ?? '',
      accountName: ACCOUNT,
      projectId: ROOT.projectId,
      root: { accessKey: ROOT.accessKey, secretKey: ROOT.secretKey },
      rootName: 'root',
      rootPassword: PASSWORD,
    },
    'Wombatletters',
  )
  const quokka = await newTenant(client, endpoint, 'Quokkaletters')
  const zebu = await newTenant(client, endpoint, 'Zebuletters')
  return {
    ledger,
    operator: await homeOf(operator, [quokka, zebu]),
    quokka: await homeOf(quokka, [zebu, operator]),
    zebu,
    [Symbol.asyncDispose]: () => ledger[Symbol.asyncDispose](),
  }
}

async function homeOf(tenant: Tenant, outsiders: readonly [Tenant, Tenant]): Promise<Home> {
  const { client, accountName: account, rootName: userName, rootPassword: password } = tenant
  const tokenFor = async (projectId?: string): Promise<string> =>
    (await client.createToken({ account, userName, password, projectId })).token
  return {
    tenant,
    outsiders,
    staff: await staffOf(tenant),
    token: await tokenFor(),
    tokenOfSecondProject: await tokenFor(tenant.secondProjectId),
  }
}
