/** What can be made to go wrong with an export; it is decided when the export is asked for, and kept with its task. */
export type ExportFault =
  /** It ends as FAIL. */
  | { readonly kind: 'fail-export'; readonly code: string; readonly reason: string }
  /** It stays CREATING for a while, then goes on. */
  | { readonly kind: 'hold-export'; readonly seconds: number }
  /** It turns EXPIRED as soon as it is SUCCESS. */
  | { readonly kind: 'expire-export' }

/** A failure on demand, for tests of automation. */
export type Fault =
  | ExportFault
  /** A download breaks after so many bytes. */
  | { readonly kind: 'cut-download'; readonly bytes: number }
  /** A request is answered with a failure and has no effect. */
  | {
      readonly kind: 'refuse'
      readonly status: 429 | 500 | 503
      readonly code?: string | undefined
      readonly message?: string | undefined
      readonly retryAfterSeconds?: number | undefined
      /** The only operation that it strikes, by its id. */
      readonly operation?: string | undefined
    }

/** Whether a fault strikes exports. */
export function isExportFault(fault: Fault): fault is ExportFault {
  return fault.kind === 'fail-export' || fault.kind === 'hold-export' || fault.kind === 'expire-export'
}
