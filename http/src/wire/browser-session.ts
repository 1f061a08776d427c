import type { BrowserSession } from '@deskledger/contract'
import type { AccessControl, Principal } from '@deskledger/domain'

/** Whom a session stands for, what it reaches, and when it ends if it does. */
export function toBrowserSession(
  principal: Principal,
  expiresAt: Date | undefined,
  { access, region }: { readonly access: AccessControl; readonly region: string },
): BrowserSession {
  const { account, user } = principal
  return {
    account: { id: account.id, name: account.name },
    user: { id: user.id, name: user.name },
    projects: access.projectsOf(principal).map(({ id, name }) => ({ id, name })),
    region,
    ...(expiresAt && { expires_time: expiresAt.toISOString() }),
  }
}
