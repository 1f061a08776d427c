/** Remembers signed requests that must not have their effect twice, as long as their signatures are valid. */
export interface SignatureJournal {
  /**
   * Takes note of a request, on disk and synced when it resolves; of equal calls at the same time one is the first.
   * @param digest tells the signed request from any other
   * @param until when its signature is over and it may be forgotten
   * @param outcome what the request is about to make, told to whoever sends it again
   * @returns undefined for the first; else the outcome that the first one noted
   */
  claim(digest: string, until: Date, outcome: string): Promise<string | undefined>
  /** The request had no effect: it may come again. */
  forget(digest: string): Promise<void>
}
