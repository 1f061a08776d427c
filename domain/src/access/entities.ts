/** What owns projects, users, groups and policies. */
export interface Account {
  readonly kind: 'account'
  readonly id: string
  /** Unique on the server. */
  readonly name: string
  /** Nobody can use a disabled account. */
  readonly isEnabled: boolean
  /** The account that the server was founded with; only it may make others. */
  readonly isFounding: boolean
  readonly createdAt: Date
}

/** What records and export tasks belong to. */
export interface Project {
  readonly kind: 'project'
  readonly id: string
  readonly accountId: string
  /** Unique in the account. */
  readonly name: string
  readonly isEnabled: boolean
  readonly createdAt: Date
}

/** Someone, or some program, that acts in an account. */
export interface User {
  readonly kind: 'user'
  readonly id: string
  readonly accountId: string
  /** Unique in the account. */
  readonly name: string
  readonly isEnabled: boolean
  /** The user of the account itself, who may do everything in it (spec/auth.md 5). */
  readonly isRoot: boolean
  /** Without one the user cannot get tokens. */
  readonly passwordHash?: string | undefined
  readonly groupIds: readonly string[]
  /**
   * Grows with each change of the user's password, keys or permissions. A session of an earlier generation is over
   * (spec/api.md 10).
   */
  readonly generation: number
  readonly createdAt: Date
}

/** Users who are granted the same. */
export interface Group {
  readonly kind: 'group'
  readonly id: string
  readonly accountId: string
  /** Unique in the account. */
  readonly name: string
  readonly description: string
  /** The group `admin`, whose users may do everything; it cannot be deleted. */
  readonly isAdmin: boolean
  readonly createdAt: Date
}

/** A permanent pair of keys. */
export interface AccessKey {
  readonly kind: 'access-key'
  /** The public half. */
  readonly id: string
  readonly accountId: string
  readonly userId: string
  /** The secret half, sealed. */
  readonly sealedSecret: string
  readonly isEnabled: boolean
  readonly createdAt: Date
}

/** A policy that an account made. */
export interface Policy {
  readonly kind: 'policy'
  readonly id: string
  readonly accountId: string
  /** Unique in the account. */
  readonly name: string
  readonly description: string
  /** As it was sent, after it was read strictly. */
  readonly source: Readonly<Record<string, unknown>>
  readonly createdAt: Date
}

/** A policy given to a user or a group, and where it holds. */
export interface Grant {
  readonly kind: 'grant'
  readonly id: string
  readonly accountId: string
  readonly policyId: string
  readonly to: { readonly kind: 'group' | 'user'; readonly id: string }
  /** The only project where it holds; absent: all of the account. */
  readonly projectId?: string | undefined
  /** The only enterprise project whose records it reaches; absent: all. */
  readonly enterpriseProjectId?: string | undefined
  readonly createdAt: Date
}

/** Everything that the directory of identities holds. */
export type Entity = Account | Project | User | Group | AccessKey | Policy | Grant

/** Names of the kinds of entities. */
export type EntityKind = Entity['kind']

/** The entity of a kind. */
export type EntityOf<Kind extends EntityKind> = Extract<Entity, { readonly kind: Kind }>
