import type { Clock } from '../ports/clock.js'
import type { Directory } from './directory.js'
import type { Grant, Project } from './entities.js'
import { AccessDeniedError, ProjectUnavailableError } from './errors.js'
import { type GrantedPolicy, policiesOf } from './granted-policies.js'
import type { RequestContext } from './policy/condition-keys.js'
import { type Decision, decide } from './policy/decide.js'
import { dependsOnEnterpriseProject, namedEnterpriseProjects } from './policy/enterprise-project-dependence.js'
import type { Principal } from './principal.js'
import type { ProjectScope } from './project-scope.js'

/** What deciding about requests is made of. */
export interface AccessControlParts {
  readonly directory: () => Directory
  /** The enterprise projects that records of a project name; `0` for those that name none. */
  readonly enterpriseProjectsOf: (projectId: string) => Promise<readonly string[]>
  readonly clock: Clock
}

/** Facts about a request that conditions of policies look at. */
export interface RequestFacts {
  readonly sourceIp: string
}

/** May somebody do this in a project? */
export interface ProjectQuestion extends RequestFacts {
  readonly projectId: string
  readonly action: string
  /** The only enterprise project that is asked for. */
  readonly enterpriseProjectId?: string | undefined
  /**
   * Whoever is granted anything in the project may, unless a policy denies it: for the export, for which the published
   * API demands no action (spec/auth.md 5.3).
   */
  readonly isOpen?: boolean | undefined
  /** The action reaches the whole project or nothing: it cannot be limited to enterprise projects. */
  readonly isIndivisible?: boolean | undefined
}

/** Decides who may do what, and which rows they see. Whatever is not allowed is denied. */
export class AccessControl {
  constructor(private readonly parts: AccessControlParts) {}

  /**
   * What the principal may see for an action in a project.
   *
   * @throws {AccessDeniedError} nothing of it; the same for a project that does not exist
   * @throws {ProjectUnavailableError} the project is disabled
   */
  async inProject(principal: Principal, question: ProjectQuestion): Promise<ProjectScope> {
    const { projectId } = question
    const project = this.projectOf(principal, projectId)
    if (principal.user.isRoot) return { projectId }
    const policies = policiesOf(this.parts.directory(), this.grantsIn(principal, projectId))
    const allows = (enterpriseProjectId?: string): boolean =>
      this.isAllowed(principal, project, policies, question, enterpriseProjectId)
    if (!policies.some(isDivided)) {
      if (allows()) return { projectId }
      throw denied(question.action)
    }
    return { projectId, enterpriseProjectIds: await this.visible(question, policies, allows) }
  }

  /**
   * Lets a principal do something in its account.
   *
   * @throws {AccessDeniedError}
   */
  inAccount(principal: Principal, action: string, facts: RequestFacts): void {
    if (principal.scope.projectId !== undefined) {
      throw new AccessDeniedError('These credentials are for one project only; the account needs others.')
    }
    if (principal.user.isRoot) return
    const grants = this.parts.directory().grantsOf(principal.user)
    const policies = policiesOf(this.parts.directory(), grants.filter(isAccountWide))
    const context = this.contextOf(principal, facts, action)
    if (decide(policies, { action, context }).outcome !== 'allow') throw denied(action)
  }

  /** The enabled projects in which the principal may do anything at all, by name. */
  projectsOf(principal: Principal): readonly Project[] {
    const { account, user, scope } = principal
    const projects = this.parts.directory().all('project', account.id)
    return projects.filter(
      ({ id, isEnabled }) =>
        isEnabled && (scope.projectId ?? id) === id && (user.isRoot || this.grantsIn(principal, id).length > 0),
    )
  }

  /** What the policies of a user decide, in one project or in the account. */
  decisionFor(
    principal: Principal,
    action: string,
    context: RequestContext,
    {
      projectId,
      enterpriseProjectId,
    }: { readonly projectId?: string | undefined; readonly enterpriseProjectId?: string | undefined },
    resource?: string,
  ): Decision & { readonly policies: readonly GrantedPolicy[] } {
    const grants =
      projectId === undefined
        ? this.parts.directory().grantsOf(principal.user).filter(isAccountWide)
        : this.grantsIn(principal, projectId)
    const policies = policiesOf(this.parts.directory(), grants).filter((policy) => reaches(policy, enterpriseProjectId))
    return { ...decide(policies, { action, resource, context }), policies }
  }

  /** The values of condition keys for a request. */
  contextOf(
    { account, user }: Principal,
    { sourceIp }: RequestFacts,
    action: string,
    project?: Project,
    enterpriseProjectId?: string,
  ): RequestContext {
    return {
      'g:CurrentTime': this.parts.clock(),
      'g:DomainId': account.id,
      'g:DomainName': account.name,
      'g:UserId': user.id,
      'g:UserName': user.name,
      'g:ServiceName': action.slice(0, action.indexOf(':')),
      'g:SourceIp': sourceIp,
      // There is no second factor.
      'g:MFAPresent': false,
      ...(project && { 'g:ProjectId': project.id, 'g:ProjectName': project.name }),
      ...(enterpriseProjectId !== undefined && { 'g:EnterpriseProjectId': enterpriseProjectId }),
    }
  }

  private projectOf({ account, scope }: Principal, projectId: string): Project {
    const project = this.parts.directory().findIn(account.id, 'project', projectId)
    if (project === undefined || (scope.projectId ?? projectId) !== projectId) {
      throw new AccessDeniedError('The credentials are not for the project of the path.')
    }
    if (!project.isEnabled) throw new ProjectUnavailableError()
    return project
  }

  private grantsIn({ user }: Principal, projectId: string): readonly Grant[] {
    const grants = this.parts.directory().grantsOf(user)
    return grants.filter((grant) => grant.projectId === undefined || grant.projectId === projectId)
  }

  private isAllowed(
    principal: Principal,
    project: Project,
    granted: readonly GrantedPolicy[],
    { action, isOpen = false, sourceIp }: ProjectQuestion,
    enterpriseProjectId: string | undefined,
  ): boolean {
    const policies = granted.filter((policy) => reaches(policy, enterpriseProjectId))
    const context = this.contextOf(principal, { sourceIp }, action, project, enterpriseProjectId)
    const { outcome } = decide(policies, { action, context })
    return outcome === 'allow' || (outcome === 'implicit-deny' && isOpen && policies.length > 0)
  }

  private async visible(
    { action, projectId, enterpriseProjectId: asked, isIndivisible = false }: ProjectQuestion,
    policies: readonly GrantedPolicy[],
    allows: (enterpriseProjectId: string) => boolean,
  ): Promise<readonly string[]> {
    if (isIndivisible) {
      throw new AccessDeniedError(`${action} cannot be limited to enterprise projects; grant it for the whole project.`)
    }
    if (asked !== undefined) {
      if (allows(asked)) return [asked]
      throw denied(action)
    }
    // Those that no record names yet count too: who is granted one sees an empty list, not a refusal.
    const named = policies.flatMap(({ grant, document }) => [
      ...(grant.enterpriseProjectId === undefined ? [] : [grant.enterpriseProjectId]),
      ...namedEnterpriseProjects(document),
    ])
    const candidates = new Set([...named, ...(await this.parts.enterpriseProjectsOf(projectId))])
    const visible = [...candidates].filter(allows).sort()
    if (visible.length === 0) throw denied(action)
    return visible
  }
}

function denied(action: string): AccessDeniedError {
  return new AccessDeniedError(`You are not allowed to do this: no policy allows ${action} here, or one denies it.`)
}

function isDivided({ grant, document }: GrantedPolicy): boolean {
  return grant.enterpriseProjectId !== undefined || dependsOnEnterpriseProject(document)
}

function isAccountWide({ projectId, enterpriseProjectId }: Grant): boolean {
  return projectId === undefined && enterpriseProjectId === undefined
}

/** Without an enterprise project, only what is not limited to one counts. */
function reaches({ grant }: GrantedPolicy, enterpriseProjectId: string | undefined): boolean {
  return grant.enterpriseProjectId === undefined || grant.enterpriseProjectId === enterpriseProjectId
}
