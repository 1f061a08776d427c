/** What a session was opened for: one project, or the whole account. */
export interface SessionScope {
  /** Absent: every project of the account. */
  readonly projectId?: string | undefined
}

/** A token or a temporary key: it stands for its user for a while. */
export interface Session {
  readonly kind: 'token' | 'temporary-key'
  /** Of the token, or of the temporary access key with its security token: what the session is found by. */
  readonly digest: string
  readonly userId: string
  /** Generation of the user when it was opened; once the user's has grown, the session is over. */
  readonly generation: number
  readonly scope: SessionScope
  readonly issuedAt: Date
  readonly expiresAt: Date
  /** Of a temporary key: its secret half, sealed for its access key. */
  readonly sealedSecret?: string | undefined
}
