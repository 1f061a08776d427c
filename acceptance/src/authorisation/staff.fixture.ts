import type { KeyPair } from '@deskledger/signing'
import type { Tenant } from '../tenant.fixture.js'

/** Users of an account who differ by one permission. */
export interface Staff {
  /** May do this and nothing else. */
  readonly permitted: KeyPair
  /** May do everything but this. */
  readonly lacking: KeyPair
  /** May do everything, and is denied this. */
  readonly denied: KeyPair
  /** May do everything, in the second project only. */
  readonly elsewhere: KeyPair
  /** A token of the permitted user, issued before the permissions changed. */
  readonly endedToken: string
  /** Makes an action the one that they differ by. */
  setAction(action: string): Promise<void>
}

const DOCUMENTS = {
  permitted: (action: string) => ({ Version: '5.0', Statement: [{ Effect: 'Allow', Action: [action] }] }),
  lacking: (action: string) => ({ Version: '5.0', Statement: [{ Effect: 'Allow', NotAction: [action] }] }),
  denied: (action: string) => ({
    Version: '5.0',
    Statement: [
      { Effect: 'Allow', Action: ['*'] },
      { Effect: 'Deny', Action: [action] },
    ],
  }),
}

type Difference = keyof typeof DOCUMENTS

/** No operation has it. */
const NO_ACTION = 'deskledger:nothing:do'

/** Hires the staff of a tenant. */
export async function staffOf({ client, accountName, secondProjectId }: Tenant): Promise<Staff> {
  const { admin } = client
  const password = 'password of the staff'
  const hire = async (name: string): Promise<{ id: string; key: KeyPair }> => {
    const { user_id: id } = await admin.createUser({ name, password })
    const { access_key: accessKey, secret_key: secretKey } = await admin.createAccessKey(id)
    return { id, key: { accessKey, secretKey } }
  }
  const policies: Partial<Record<Difference, string>> = {}
  const hireBy = async (name: Difference): Promise<KeyPair> => {
    const { id, key } = await hire(name)
    const { policy_id } = await admin.createPolicy({ name, document: DOCUMENTS[name](NO_ACTION) })
    await admin.createGrant({ policy_id, user_id: id })
    policies[name] = policy_id
    return key
  }
  const permitted = await hireBy('permitted')
  const lacking = await hireBy('lacking')
  const denied = await hireBy('denied')
  const elsewhere = await hire('elsewhere')
  await admin.createGrant({ policy_id: 'full_access', user_id: elsewhere.id, project_id: secondProjectId })
  const issued = await client.createToken({ account: accountName, userName: 'permitted', password })
  const setAction = async (action: string): Promise<void> => {
    for (const [name, policyId] of Object.entries(policies) as [Difference, string][]) {
      await admin.updatePolicy(policyId, { name, document: DOCUMENTS[name](action) })
    }
  }
  await setAction(NO_ACTION)
  return { permitted, lacking, denied, elsewhere: elsewhere.key, endedToken: issued.token, setAction }
}
