import type { Session } from '@deskledger/domain'

/** A session as text; instants are written as ISO 8601. */
export function toSessionDocument(session: Session): string {
  return JSON.stringify(session)
}

/** The session of a document that {@link toSessionDocument} wrote. */
export function fromSessionDocument(document: string): Session {
  const session = JSON.parse(document) as Session
  return { ...session, issuedAt: new Date(session.issuedAt), expiresAt: new Date(session.expiresAt) }
}
