import type { Session } from '../access/session.js'

/** Keeps tokens and temporary keys by the digest of their public part. */
export interface SessionStore {
  /** On disk and synced when it resolves. */
  add(session: Session): Promise<void>
  /** Also finds sessions that are over: whether one is, is decided elsewhere. */
  find(digest: string): Promise<Session | undefined>
  /** Ends a session at once; on disk and synced when it resolves. One that is not there is ignored. */
  remove(digest: string): Promise<void>
  /** Removes the sessions whose time is over. @returns how many */
  removeExpired(now: Date): Promise<number>
}
