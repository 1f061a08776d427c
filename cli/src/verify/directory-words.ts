import type { DirectoryVerdict } from '../ledger-tools.js'

/** What a data directory or a backup proves, line by line. */
export function directoryLines({ kind, problems, proved, notProved, keyIds }: DirectoryVerdict): readonly string[] {
  const what = kind === 'backup' ? 'backup' : 'data directory'
  return [
    ...proved.map((each) => `Proved: ${each}.`),
    ...(keyIds.length === 0 ? [] : [`Signed by key ${keyIds.join(', ')}.`]),
    ...problems.map((each) => `Wrong: ${each}.`),
    ...notProved.map((each) => `Not proved: ${each}.`),
    problems.length === 0 ? `Proved: this ${what} is whole.` : `Refused: ${problems.length} problems.`,
  ]
}

/** The same for programs. */
export function directoryJson(verdict: DirectoryVerdict): unknown {
  const { kind, problems, proved, notProved, batch, recordCount, keyIds } = verdict
  return {
    proved: problems.length === 0,
    kind,
    problems,
    found: proved,
    not_proved: notProved,
    batch,
    record_count: recordCount,
    key_ids: keyIds,
  }
}
