/** Names of the files of an audit log. A segment is named by the sequence of its first entry. */
export const CHECKPOINT_FILE = 'checkpoints.ndjson'

const DIGITS = 12
const ENTRY_FILE = /^entries-(\d{12})\.ndjson$/

export function entryFile(firstSequence: number): string {
  return `entries-${padded(firstSequence)}.ndjson`
}

/** Where the personal values of a segment stand. */
export function personalFile(firstSequence: number): string {
  return `personal-${padded(firstSequence)}.ndjson`
}

/** The first sequences of the segments among the names of a directory, in order. */
export function segmentsIn(names: readonly string[]): readonly number[] {
  return names
    .flatMap((name) => ENTRY_FILE.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => a - b)
}

function padded(sequence: number): string {
  return String(sequence).padStart(DIGITS, '0')
}
