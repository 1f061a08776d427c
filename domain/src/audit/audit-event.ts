/** Who did something. Names are personal, and absent once they were erased. */
export type AuditActor =
  | {
      readonly kind: 'user'
      readonly accountId: string
      readonly userId: string
      readonly userName?: string | undefined
      readonly credential: 'access-key' | 'token' | 'temporary-key' | 'password'
      /** That the request was signed with. */
      readonly accessKey?: string | undefined
    }
  /** Nobody proved an identity; the rest is what was claimed. */
  | {
      readonly kind: 'unproven'
      /** Of the claimed key or account, if there is such a one. */
      readonly accountId?: string | undefined
      readonly userName?: string | undefined
      readonly accessKey?: string | undefined
    }
  | { readonly kind: 'server' }

/** Ids of what something was done to, by their API names, and whether it was enabled. */
export type AuditTarget = Readonly<Record<string, string | boolean | readonly string[]>>

/** Something that happened and has to be on record (promise 26). */
export interface AuditEvent {
  readonly at: Date
  /** Operation id, or what the server did by itself. */
  readonly operation: string
  readonly actor: AuditActor
  /** Network address that it came from; personal. */
  readonly address?: string | undefined
  readonly requestId?: string | undefined
  readonly target: AuditTarget
  /** How it was answered; `code` is the `error_code`. */
  readonly outcome: { readonly status: number; readonly code?: string | undefined }
  /** Stands for so many more like it that were not recorded one by one. */
  readonly repeated?: number | undefined
}

/** An event on record. */
export interface AuditEntry extends AuditEvent {
  /** From 1, without gaps. */
  readonly sequence: number
  /** Hash of the entry before, and its own; lower-case hex. */
  readonly previous: string
  readonly hash: string
  /** Personal fields that were erased. */
  readonly erased: readonly string[]
}
