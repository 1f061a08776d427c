import type { AccessControl, RequestFacts } from './access-control.js'
import { userOf } from './changes/user-changes.js'
import type { Directory } from './directory.js'
import { EntityNotFoundError } from './errors.js'
import type { RequestContext } from './policy/condition-keys.js'
import { type Decision, decide } from './policy/decide.js'
import { parsePolicy } from './policy/parse-policy.js'
import type { Principal } from './principal.js'

/** A question to the simulator: about a user as granted, or about documents. */
export interface Simulation {
  readonly action: string
  readonly about:
    | { readonly userId: string }
    /** Named by their places, from 0. */
    | { readonly documents: readonly unknown[] }
  readonly projectId?: string | undefined
  readonly enterpriseProjectId?: string | undefined
  readonly resource?: string | undefined
  /** Values of condition keys, instead of those of the request. */
  readonly context: RequestContext
}

/** A decision, and the grant that attached the policy which made it. */
export interface SimulatedDecision extends Decision {
  /** The root user may do everything: no policy was asked. */
  readonly isRoot: boolean
  readonly grantId?: string | undefined
}

/** Says what policies decide, and by which statement; by the very code that decides about requests. */
export class PolicySimulator {
  constructor(
    private readonly directory: () => Directory,
    private readonly access: AccessControl,
  ) {}

  /**
   * @throws {EntityNotFoundError} there is no such user or project in the account of the principal
   * @throws {InvalidParameterError} a document does not follow its grammar
   */
  decision(principal: Principal, simulation: Simulation, facts: RequestFacts): SimulatedDecision {
    const { about } = simulation
    if ('documents' in about) {
      const policies = about.documents.map((source, at) => ({
        policyId: `documents[${at}]`,
        name: `documents[${at}]`,
        document: parsePolicy(source),
      }))
      const context = this.contextFor(principal, simulation, facts)
      return { ...decide(policies, { ...simulation, context }), isRoot: false }
    }
    const user = userOf(this.directory(), principal.account.id, about.userId)
    return this.decisionForUser({ ...principal, user }, simulation, facts)
  }

  private decisionForUser(subject: Principal, simulation: Simulation, facts: RequestFacts): SimulatedDecision {
    const { action, resource } = simulation
    const context = this.contextFor(subject, simulation, facts)
    if (subject.user.isRoot) return { outcome: 'allow', isRoot: true }
    const { policies, ...decision } = this.access.decisionFor(subject, action, context, simulation, resource)
    const policy = policies.find(({ policyId }) => policyId === decision.decidedBy?.policyId)
    return { ...decision, isRoot: false, grantId: policy?.grant.id }
  }

  private contextFor(subject: Principal, simulation: Simulation, facts: RequestFacts): RequestContext {
    const { action, projectId, enterpriseProjectId } = simulation
    const project =
      projectId === undefined ? undefined : this.directory().findIn(subject.account.id, 'project', projectId)
    if (projectId !== undefined && project === undefined) throw new EntityNotFoundError('project', projectId)
    return { ...this.access.contextOf(subject, facts, action, project, enterpriseProjectId), ...simulation.context }
  }
}
