import type { TObject, TSchema } from 'typebox'

/** Who may call an operation. Actions are those of policies (spec/auth.md 5.3). */
export type Access =
  /** Anyone. */
  | { readonly scope: 'public' }
  /** Anyone who proves an identity; the answer holds only what concerns it. */
  | { readonly scope: 'identity' }
  /** Whoever policies allow the action in the project of the path. */
  | { readonly scope: 'project'; readonly action: string }
  /** Whoever policies allow the action in the caller's account. */
  | { readonly scope: 'account'; readonly action: string }
  /** As `account`, and only in the account that the server was founded with. */
  | { readonly scope: 'server'; readonly action: string }

/** One operation of the HTTP API, as data: validation, types, OpenAPI, client and documentation come from it. */
export interface Operation {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** With `{name}` for parameters. */
  readonly path: string
  readonly summary: string
  readonly description: string
  /** True for what the published APIs do not have. */
  readonly isExtension: boolean
  readonly access: Access
  /** Body of its failures (spec/errors.md 1): of the service, of Keystone-style paths, or of other IAM paths. */
  readonly errorShape: 'service' | 'keystone' | 'iam'
  /**
   * What a second call with the very same signature would do: nothing more than the first, whatever happened in between
   * (`idempotent`, as `read`), or do it again (`once`), so that it is answered as the first or refused. Enabling a user
   * is of the second kind: it could be disabled in between.
   */
  readonly effect: 'read' | 'idempotent' | 'once'
  readonly pathParameters: TObject
  readonly query: TObject
  /** Names of query parameters that the published API does not have. */
  readonly extensionParameters?: readonly string[]
  /** Bodies by media type. */
  readonly body?: Readonly<Record<string, TSchema>>
  /** Answer of a success, by media type; none means an empty body. */
  readonly answer: {
    readonly status: 200 | 201 | 204
    readonly description: string
    readonly mediaType?: string
    readonly schema?: TSchema
  }
}
