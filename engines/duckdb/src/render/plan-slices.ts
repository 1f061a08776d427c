/** How many rows start in one stretch of time. */
export interface Bucket {
  /** First millisecond of the stretch. */
  readonly fromMs: number
  readonly rowCount: number
}

/** Some consecutive rows of the whole answer, found by when they start. */
export interface Slice {
  /** Rows start in `[fromMs, toMs)`… */
  readonly fromMs: number
  readonly toMs: number
  /** …and, of those in order, this many are left out and taken. */
  readonly skip: number
  readonly take: number
  /** Whether these are all of them. */
  readonly isWhole: boolean
  readonly section: number
  /** Rows of the section before this slice. */
  readonly rowsBefore: number
}

/** What a plan keeps to. */
export interface SliceLimits {
  /** Rows of a slice, about: what one statement sorts and writes at a time. */
  readonly rowsPerSlice: number
  readonly rowsPerSection: number
}

/**
 * Cuts an answer into slices, newest first, that are read one by one, so that memory does not grow with the answer.
 * Neighbouring buckets join up to `rowsPerSlice`; a fuller bucket, or one across the end of a section, is cut by rows.
 * @param buckets newest first, all `widthMs` wide
 */
export function planSlices(buckets: readonly Bucket[], widthMs: number, limits: SliceLimits): Slice[] {
  const slices: Slice[] = []
  let rowsPlanned = 0
  for (const group of joined(buckets, limits.rowsPerSlice)) {
    const [fromMs, toMs] = [group.fromMs, group.lastFromMs + widthMs]
    for (let skip = 0; skip < group.rowCount; ) {
      const rowsBefore = rowsPlanned % limits.rowsPerSection
      const take = Math.min(group.rowCount - skip, limits.rowsPerSlice, limits.rowsPerSection - rowsBefore)
      const section = Math.floor(rowsPlanned / limits.rowsPerSection)
      slices.push({ fromMs, toMs, skip, take, isWhole: take === group.rowCount, section, rowsBefore })
      skip += take
      rowsPlanned += take
    }
  }
  return slices
}

/**
 * The two halves of a slice, the newer first, or undefined when it cannot be halved: by time, so that neither has to be
 * looked at for the other, within a millisecond by rows. How many rows are in each, and hence before the older one, is not
 * known of halves by time.
 */
export function halvesOf(slice: Slice): [newer: Slice, older: Slice] | undefined {
  const { fromMs, toMs, skip, take, isWhole } = slice
  if (isWhole && toMs - fromMs > 1) {
    const middleMs = Math.ceil((fromMs + toMs) / 2)
    return [
      { ...slice, fromMs: middleMs },
      { ...slice, toMs: middleMs },
    ]
  }
  if (take < 2) return undefined
  const half = Math.ceil(take / 2)
  return [
    { ...slice, take: half, isWhole: false },
    { ...slice, skip: skip + half, take: take - half, isWhole: false },
  ]
}

interface Group {
  fromMs: number
  readonly lastFromMs: number
  rowCount: number
}

function joined(buckets: readonly Bucket[], rowsPerSlice: number): Group[] {
  const groups: Group[] = []
  for (const { fromMs, rowCount } of buckets) {
    const group = groups.at(-1)
    if (group !== undefined && group.rowCount + rowCount <= rowsPerSlice) {
      group.fromMs = fromMs
      group.rowCount += rowCount
    } else groups.push({ fromMs, lastFromMs: fromMs, rowCount })
  }
  return groups
}
