/** The query that was asked before: its key begins with what it is about and the project. */
interface AskedBefore {
  readonly queryKey: readonly unknown[]
}

/** Keeps showing the answer before until the next one is there, unless it tells of another project: `placeholderData`. */
export function keptWithin(projectId: string): <T>(previous: T | undefined, asked?: AskedBefore) => T | undefined {
  return (previous, asked) => (asked?.queryKey[1] === projectId ? previous : undefined)
}
