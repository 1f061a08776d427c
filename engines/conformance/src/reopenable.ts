/** A store under test, on data of its own that outlast it. */
export interface Reopenable<Store> {
  readonly store: Store
  /** Closes the store, as a server that stops does, and opens another one on the same data. */
  reopen(): Promise<Store>
}
