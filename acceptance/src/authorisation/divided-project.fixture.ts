import { DeskledgerClient } from '@deskledger/client'
import { type Ledger, newLedger, ROOT } from '../ledger.fixture.js'

/** In all names and records of the enterprise projects that are not granted. */
export const CLOSED = 'Closedletters'

/** A user who may see one of three enterprise projects. */
export interface Limited {
  readonly client: DeskledgerClient
  /** All that the user was answered, as text. */
  readonly heard: string[]
}

/** A project with records and exports of an enterprise project that is granted, of one that is not, and of none. */
export interface DividedProject extends AsyncDisposable {
  readonly ledger: Ledger
  readonly openTaskId: string
  readonly closedTaskIds: readonly string[]
  /** Whom one enterprise project is granted. */
  readonly granted: Limited
  /** Who may do everything, but is denied the others. */
  readonly denied: Limited
}

export async function newDividedProject(): Promise<DividedProject> {
  const ledger = await newLedger()
  const { client } = ledger
  const records = [aRecord('open', 'ep-open'), aRecord(CLOSED, 'ep-closed'), aRecord(`${CLOSED} of none`)]
  await client.ingestConnectionRecords(`${records.map((record) => JSON.stringify(record)).join('\n')}\n`)
  const exported = async (query: Parameters<typeof client.exportUserConnection>[0]): Promise<string> => {
    const { task_id } = await client.exportUserConnection({ format: 'csv', ...query })
    await client.waitForExport(task_id)
    return task_id
  }
  const openTaskId = await exported({ enterprise_project_id: 'ep-open' })
  const closedTaskIds = [await exported({ enterprise_project_id: 'ep-closed' }), await exported({})]
  const deny = {
    Effect: 'Deny',
    Action: ['*'],
    Condition: { StringNotEquals: { 'g:EnterpriseProjectId': ['ep-open'] } },
  }
  const document = { Version: '5.0', Statement: [{ Effect: 'Allow', Action: ['*'] }, deny] }
  const { policy_id } = await client.admin.createPolicy({ name: 'only what is open', document })
  return {
    ledger,
    openTaskId,
    closedTaskIds,
    granted: await newUser(ledger, 'granted', { policy_id: 'full_access', enterprise_project_id: 'ep-open' }),
    denied: await newUser(ledger, 'denied', { policy_id }),
    [Symbol.asyncDispose]: () => ledger[Symbol.asyncDispose](),
  }
}

async function newUser(
  { endpoint, client: { admin } }: Ledger,
  name: string,
  grant: { policy_id: string; enterprise_project_id?: string },
): Promise<Limited> {
  const { user_id } = await admin.createUser({ name })
  const { access_key: accessKey, secret_key: secretKey } = await admin.createAccessKey(user_id)
  await admin.createGrant({ ...grant, user_id })
  const heard: string[] = []
  const fetchAndHear = async (url: string, init: RequestInit): Promise<Response> => {
    const response = await fetch(url, init)
    heard.push(await response.clone().text(), JSON.stringify([...response.headers]))
    return response
  }
  const { projectId } = ROOT
  return { client: new DeskledgerClient({ endpoint, projectId, accessKey, secretKey, fetch: fetchAndHear }), heard }
}

/** A connection of a minute ago that is still open. */
function aRecord(letters: string, enterpriseProjectId?: string): Record<string, unknown> {
  return {
    transaction_id: letters,
    connection_start_time: new Date(Date.now() - 60_000).toISOString(),
    connection_setup_time: new Date(Date.now() - 60_000).toISOString(),
    user_name: `user ${letters}`,
    computer_name: `desktop ${letters}`,
    terminal_name: letters,
    ...(enterpriseProjectId === undefined ? {} : { enterprise_project_id: enterpriseProjectId }),
  }
}
