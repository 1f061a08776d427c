import { DeskledgerClient } from '@deskledger/client'
import type { KeyPair } from '@deskledger/signing'

/** An account with something of every kind, and whatever would tell of it in an answer to somebody else. */
export interface Tenant {
  /** Acts as the root user. */
  readonly client: DeskledgerClient
  readonly root: KeyPair
  readonly rootName: string
  readonly rootPassword: string
  readonly accountId: string
  readonly accountName: string
  readonly projectId: string
  /** A second project of the account. */
  readonly secondProjectId: string
  readonly userId: string
  readonly userName: string
  readonly userPassword: string
  readonly groupId: string
  readonly policyId: string
  readonly accessKey: string
  /** Of an export whose file can be downloaded. */
  readonly taskId: string
  /** Are in all of its names and records. */
  readonly letters: string
  /** The letters, and its ids. */
  readonly telltales: readonly string[]
}

/** Where a tenant lives and with what its root user signs. */
interface Founded {
  readonly endpoint: string
  readonly accountId: string
  readonly accountName: string
  readonly projectId: string
  readonly root: KeyPair
  readonly rootName: string
  readonly rootPassword: string
}

/** Makes an account whose names are made of letters of its own. */
export async function newTenant(operator: DeskledgerClient, endpoint: string, letters: string): Promise<Tenant> {
  const { account, project_id, access_key } = await operator.admin.createAccount({
    name: `${letters}-account`,
    project_name: `${letters}-project`,
    root_user: `${letters}-root`,
    root_password: passwordOf(letters),
  })
  const founded = {
    endpoint,
    accountId: account.account_id,
    accountName: account.name,
    projectId: project_id,
    root: { accessKey: access_key.access_key, secretKey: access_key.secret_key },
    rootName: `${letters}-root`,
    rootPassword: passwordOf(letters),
  }
  return furnished(founded, letters)
}

/** Gives an account a second project, a user, a group, a policy, grants, a key, a record, an export and a fault. */
export async function furnished(founded: Founded, letters: string): Promise<Tenant> {
  const { endpoint, projectId, root } = founded
  const client = new DeskledgerClient({ endpoint, projectId, ...root })
  const { admin } = client
  const { project_id: secondProjectId } = await admin.createProject({ name: `${letters}-second` })
  const { user_id } = await admin.createUser({ name: `${letters}-user`, password: passwordOf(letters) })
  const { access_key } = await admin.createAccessKey(user_id)
  const { group_id } = await admin.createGroup({ name: `${letters}-group`, description: letters })
  const document = { Version: '1.1', Statement: [{ Effect: 'Allow', Action: ['workspace:*:list*'] }] }
  const { policy_id } = await admin.createPolicy({ name: `${letters}-policy`, description: letters, document })
  const { grant_id } = await admin.createGrant({ policy_id, group_id })
  await admin.addFault(secondProjectId, { kind: 'fail-export', reason: letters })
  await client.ingestConnectionRecords(`${JSON.stringify(aRecord(letters))}\n`)
  const { task_id: taskId } = await client.exportUserConnection({ format: 'csv', user_name: `${letters}-someone` })
  await client.waitForExport(taskId)
  const ids = [founded.accountId, projectId, secondProjectId, user_id, group_id, policy_id, grant_id]
  return {
    ...founded,
    client,
    letters,
    secondProjectId,
    userId: user_id,
    userName: `${letters}-user`,
    userPassword: passwordOf(letters),
    groupId: group_id,
    policyId: policy_id,
    accessKey: access_key,
    taskId,
    telltales: [letters, ...ids, root.accessKey, access_key, taskId],
  }
}

function passwordOf(letters: string): string {
  return `password of ${letters}`
}

function aRecord(letters: string): Record<string, unknown> {
  return {
    transaction_id: `${letters}-transaction`,
    connection_start_time: new Date(Date.now() - 60_000).toISOString(),
    connection_setup_time: new Date(Date.now() - 50_000).toISOString(),
    user_name: `${letters}-someone`,
    computer_name: `${letters}-desktop`,
    terminal_name: letters,
    enterprise_project_id: letters,
  }
}
