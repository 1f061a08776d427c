import type { BatchFacts } from '@deskledger/proof'

/** Batches of one project, taken together. */
export interface BatchesOfProject {
  readonly projectId: string
  /** Their sequences, ranges joined: `3-4, 7`. */
  readonly batches: string
  /** Records that they created and changed. */
  readonly created: number
  readonly updated: number
}

/** Batches by project. */
export function byProject(batches: readonly BatchFacts[]): readonly BatchesOfProject[] {
  const projectIds = [...new Set(batches.map(({ project_id }) => project_id))]
  return projectIds.map((projectId) => {
    const own = batches.filter(({ project_id }) => project_id === projectId)
    return {
      projectId,
      batches: ranges(own.map(({ batch }) => batch)),
      created: own.reduce((sum, { created }) => sum + created, 0),
      updated: own.reduce((sum, { updated }) => sum + updated, 0),
    }
  })
}

/** Ascending numbers as text, neighbours joined. */
function ranges(numbers: readonly number[]): string {
  const found: { from: number; to: number }[] = []
  for (const number of numbers) {
    const last = found.at(-1)
    if (last?.to === number - 1) last.to = number
    else found.push({ from: number, to: number })
  }
  return found.map(({ from, to }) => (from === to ? `${from}` : `${from}-${to}`)).join(', ')
}
