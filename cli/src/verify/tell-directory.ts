import { NegativeAnswer } from '../failures.js'
import { type Io, write, writeJson } from '../io.js'
import { speechOf } from '../language.js'
import type { DirectoryVerdict, LedgerTools } from '../ledger-tools.js'
import { directoryJson, directoryLines } from './directory-words.js'

/** How a verdict is told. */
export interface TellingFlags {
  readonly lang?: string | undefined
  readonly json?: boolean | undefined
}

/**
 * Prints what a data directory or a backup proves.
 * @throws {NegativeAnswer} something is wrong with it
 */
export async function tellDirectory(
  io: Pick<Io, 'stdout' | 'environment'>,
  verdict: DirectoryVerdict,
  tools: Pick<LedgerTools, 'directoryWords'>,
  { lang, json }: TellingFlags,
): Promise<void> {
  if (json) await writeJson(io.stdout, directoryJson(verdict, tools))
  else {
    const lines = directoryLines(verdict, tools, speechOf(lang, io.environment))
    await write(io.stdout, `${lines.join('\n')}\n`)
  }
  if (verdict.problems.length > 0) throw new NegativeAnswer()
}
