import { NegativeAnswer } from '../failures.js'
import { type Io, write, writeJson } from '../io.js'
import type { DirectoryVerdict } from '../ledger-tools.js'

/**
 * Prints what a data directory or a backup proves.
 * @param isJson for programs
 * @throws {NegativeAnswer} something is wrong with it
 */
export async function tellDirectory(io: Pick<Io, 'stdout'>, verdict: DirectoryVerdict, isJson = false): Promise<void> {
  if (isJson) await writeJson(io.stdout, directoryJson(verdict))
  else await write(io.stdout, `${directoryLines(verdict).join('\n')}\n`)
  if (verdict.problems.length > 0) throw new NegativeAnswer()
}

function directoryLines({ kind, problems, proved, notProved, keyIds }: DirectoryVerdict): readonly string[] {
  const what = kind === 'backup' ? 'backup' : 'data directory'
  return [
    ...proved.map((each) => `Proved: ${each}.`),
    ...(keyIds.length === 0 ? [] : [`Signed by key ${keyIds.join(', ')}.`]),
    ...problems.map((each) => `Wrong: ${each}.`),
    ...notProved.map((each) => `Not proved: ${each}.`),
    problems.length === 0 ? `Proved: this ${what} is whole.` : `Refused: ${problems.length} problems.`,
  ]
}

function directoryJson(verdict: DirectoryVerdict): unknown {
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
