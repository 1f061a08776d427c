import type { BrowserSession } from '@deskledger/contract'
import type { AccessControl, Principal, Session } from '@deskledger/domain'

/** Whom a session stands for, and what it reaches. */
export function toBrowserSession(
  { account, user, ...principal }: Principal,
  { expiresAt }: Session,
  { access, region }: { readonly access: AccessControl; readonly region: string },
): BrowserSession {
  const projects = access.projectsOf({ account, user, ...principal })
  return {
    account: { id: account.id, name: account.name },
    user: { id: user.id, name: user.name },
    projects: projects.map(({ id, name }) => ({ id, name })),
    region,
    expires_time: expiresAt.toISOString(),
  }
}
