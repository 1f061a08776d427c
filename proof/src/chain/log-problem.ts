/** Something in a log that is not as it was written. */
export type LogProblem =
  /** The line is no entry, or not JSON at all. */
  | { readonly kind: 'unreadable'; readonly file: string; readonly line: number }
  /** The line is not what its hash was made of. */
  | { readonly kind: 'edited'; readonly file: string; readonly line: number }
  /** Entries from `from` to `to` are not there. */
  | {
      readonly kind: 'removed'
      readonly file: string
      readonly line: number
      readonly from: number
      readonly to: number
    }
  /** An entry stands where another one was to come. */
  | {
      readonly kind: 'inserted'
      readonly file: string
      readonly line: number
      readonly sequence: number
      readonly expected: number
    }
  /** The entry names another one before it than there is. */
  | { readonly kind: 'not-linked'; readonly file: string; readonly line: number; readonly sequence: number }
  /** The file is named by another sequence than its first entry has to have. */
  | { readonly kind: 'file-misplaced'; readonly file: string; readonly expected: number }
  /** The last line has no end: the server was killed while it wrote it, or it was cut. */
  | { readonly kind: 'unfinished-line'; readonly file: string; readonly line: number }
  /** A checkpoint says that there were more entries. */
  | { readonly kind: 'cut-off'; readonly last: number; readonly checkpoint: number }
  /** A checkpoint says that this entry was another one. */
  | { readonly kind: 'checkpoint-contradicted'; readonly sequence: number }
  /** A line is no checkpoint signed by a key that counts. */
  | { readonly kind: 'checkpoint-not-signed'; readonly file: string; readonly line: number }
  /** A personal value is not the one that the entry committed to. */
  | { readonly kind: 'personal-edited'; readonly sequence: number; readonly field: string }
  /** A personal value belongs to no entry. */
  | { readonly kind: 'personal-unknown'; readonly sequence: number; readonly field: string }
