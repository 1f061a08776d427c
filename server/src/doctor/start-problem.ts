import type { DirectoryProblem } from '../backup/directory-problem.js'

/** What keeps a server from starting on a data directory, besides what is wrong with the data. */
export type StartProblem =
  | { readonly kind: 'no-directory'; readonly path: string }
  | { readonly kind: 'is-backup'; readonly path: string }
  /** The file system said so, for example `EACCES` or `EROFS`. */
  | { readonly kind: 'not-accessible'; readonly path: string; readonly code: string }
  | { readonly kind: 'foreign-file'; readonly path: string }
  /** Another process has the database open. */
  | { readonly kind: 'in-use'; readonly path: string }
  /** A newer deskledger made this change of the schema. */
  | { readonly kind: 'too-new'; readonly path: string; readonly migration: string }
  | { readonly kind: 'open-to-others'; readonly path: string; readonly mode: number }
  | { readonly kind: 'secrets-key-missing'; readonly path: string }
  | { readonly kind: 'secrets-key-damaged'; readonly path: string }
  /** The key is one, but not that which sealed this secret. */
  | { readonly kind: 'secrets-key-differs'; readonly source: string; readonly accessKey: string }
  | { readonly kind: 'signing-key-missing'; readonly path: string }
  | { readonly kind: 'signing-key-damaged'; readonly path: string }
  | { readonly kind: 'signing-key-list-damaged'; readonly path: string }

/** Something that is wrong with a data directory. */
export type Problem = StartProblem | DirectoryProblem
