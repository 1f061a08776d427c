/** Who owns an access key and where it works. */
export interface Principal {
  readonly accountId: string
  readonly accountName: string
  readonly userId: string
  readonly userName: string
  readonly projectId: string
}

/** A key pair with its owner. The secret key signs requests, so it has to be kept readable. */
export interface AccessKey {
  readonly accessKey: string
  readonly secretKey: string
  readonly principal: Principal
}

/** Keeps the account with its root user, project and access key. */
export interface AccessKeyStore {
  find(accessKey: string): Promise<AccessKey | undefined>
  /** The key of the root user, which is there once the account was founded. */
  root(): Promise<AccessKey | undefined>
  /** Founds the account: its root user with the hash of a password, and the user's key. To be called once. */
  found(root: AccessKey, passwordHash: string): Promise<void>
}
