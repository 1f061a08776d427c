import type { Directory } from './directory.js'
import type { Grant, Policy } from './entities.js'
import type { AttachedPolicy } from './policy/decide.js'
import { parsePolicy } from './policy/parse-policy.js'
import { SYSTEM_POLICIES } from './policy/system-policies.js'

/** A policy that a grant attaches to a user. */
export interface GrantedPolicy extends AttachedPolicy {
  readonly grant: Grant
}

const SYSTEM = new Map(SYSTEM_POLICIES.map((policy) => [policy.policyId, policy]))

/** Read once for each state of a policy. */
const documents = new WeakMap<Policy, AttachedPolicy['document']>()

/** The policies that grants attach, without those that are not there any more. */
export function policiesOf(directory: Directory, grants: readonly Grant[]): readonly GrantedPolicy[] {
  return grants.flatMap((grant) => {
    const policy = attached(directory, grant)
    return policy === undefined ? [] : [{ ...policy, grant }]
  })
}

function attached(directory: Directory, { accountId, policyId }: Grant): AttachedPolicy | undefined {
  const system = SYSTEM.get(policyId)
  if (system !== undefined) return system
  const policy = directory.findIn(accountId, 'policy', policyId)
  return policy && { policyId, name: policy.name, document: documentOf(policy) }
}

function documentOf(policy: Policy): AttachedPolicy['document'] {
  const known = documents.get(policy)
  if (known !== undefined) return known
  const document = parsePolicy(policy.source)
  documents.set(policy, document)
  return document
}
