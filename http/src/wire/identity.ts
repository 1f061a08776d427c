import type { TokenDescription } from '@deskledger/contract'
import type { Directory, Principal, Project, Session } from '@deskledger/domain'

/** Without a catalog by any text for `nocatalog`; there is nothing to choose from on one server. */
export function toTokenDescription(
  directory: Directory,
  { account, user }: Principal,
  { issuedAt, expiresAt, scope }: Pick<Session, 'issuedAt' | 'expiresAt' | 'scope'>,
  hasCatalog: boolean,
): TokenDescription {
  const domain = { id: account.id, name: account.name }
  const project = scope.projectId === undefined ? undefined : directory.find('project', scope.projectId)
  return {
    token: {
      expires_at: toMicroseconds(expiresAt),
      issued_at: toMicroseconds(issuedAt),
      methods: ['password'],
      ...(hasCatalog ? { catalog: [] } : {}),
      roles: rolesOf(directory, user, scope.projectId),
      user: { id: user.id, name: user.name, password_expires_at: '', domain },
      ...(project === undefined ? { domain } : { project: { id: project.id, name: project.name, domain } }),
    },
  }
}

/** An instant as IAM writes it: `2020-01-04T09:05:22.701000Z` (spec/api.md 10). */
export function toMicroseconds(instant: Date): string {
  return instant.toISOString().replace('Z', '000Z')
}

/** A project as Keystone describes it; it stands below its account. */
export function toKeystoneProject(project: Project, selfOf: (path: string) => string) {
  return {
    id: project.id,
    name: project.name,
    domain_id: project.accountId,
    enabled: project.isEnabled,
    is_domain: false,
    parent_id: project.accountId,
    description: '',
    links: { self: selfOf(`/v3/projects/${project.id}`) },
  }
}

/** The policies that hold in the scope, as roles; the root user has them all. */
function rolesOf(
  directory: Directory,
  user: Principal['user'],
  projectId: string | undefined,
): TokenDescription['token']['roles'] {
  if (user.isRoot) return [{ id: '0', name: 'te_admin' }]
  const grants = directory.grantsOf(user).filter((grant) => (grant.projectId ?? projectId) === projectId)
  const names = grants.map(({ policyId }) => directory.find('policy', policyId)?.name ?? policyId)
  return [...new Set(names)].map((name) => ({ id: '0', name }))
}
