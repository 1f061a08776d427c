import type { OperationId } from '@deskledger/contract'
import type { Tenant } from '../tenant.fixture.js'
import type { Aim } from './row.fixture.js'

/** A request of one tenant about something of its own and something of another account. */
export interface Mixture {
  readonly id: OperationId
  readonly what: string
  readonly aim: (own: Tenant, foreign: Tenant) => Aim
}

const grant = (what: string, body: (own: Tenant, foreign: Tenant) => Record<string, string>): Mixture => ({
  id: 'CreateGrant',
  what,
  aim: (own, foreign) => ({ body: { policy_id: 'te_admin', ...body(own, foreign) } }),
})

const POLICY_TEST = { action: 'workspace:tenants:exportData' }

/** Every operation that names more than one thing, with each of them foreign once: 404, as if it were not there. */
export const MIXTURES: readonly Mixture[] = [
  {
    id: 'AddUserToGroup',
    what: 'a foreign user',
    aim: (own, foreign) => ({ path: { group_id: own.groupId, user_id: foreign.userId } }),
  },
  {
    id: 'AddUserToGroup',
    what: 'a foreign group',
    aim: (own, foreign) => ({ path: { group_id: foreign.groupId, user_id: own.userId } }),
  },
  {
    id: 'RemoveUserFromGroup',
    what: 'a foreign user',
    aim: (own, foreign) => ({ path: { group_id: own.groupId, user_id: foreign.userId } }),
  },
  {
    id: 'RemoveUserFromGroup',
    what: 'a foreign group',
    aim: (own, foreign) => ({ path: { group_id: foreign.groupId, user_id: own.userId } }),
  },
  grant('a foreign user', (_own, foreign) => ({ user_id: foreign.userId })),
  grant('a foreign group', (_own, foreign) => ({ group_id: foreign.groupId })),
  grant('a foreign policy', (own, foreign) => ({ user_id: own.userId, policy_id: foreign.policyId })),
  grant('a foreign project', (own, foreign) => ({ user_id: own.userId, project_id: foreign.projectId })),
  {
    id: 'TestPolicy',
    what: 'a foreign user',
    aim: (_own, { userId }) => ({ body: { ...POLICY_TEST, user_id: userId } }),
  },
  {
    id: 'TestPolicy',
    what: 'a foreign project',
    aim: (own, { projectId }) => ({ body: { ...POLICY_TEST, user_id: own.userId, project_id: projectId } }),
  },
]
