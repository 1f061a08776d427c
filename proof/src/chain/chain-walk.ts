import type { Checkpoint } from './checkpoint.js'
import { CHAIN_START, type ChainEntry, type Link, readEntryLine } from './entry-line.js'
import type { LogProblem } from './log-problem.js'
import { commitmentOf, commitmentsOf, type PersonalValue } from './personal-data.js'

/**
 * Walks a chain from its first entry to its last. After a problem it goes on from what the line says, so that each
 * problem is told once.
 */
export class ChainWalk {
  head: Link = CHAIN_START
  entryCount = 0
  personalCount = 0
  erasedCount = 0
  private file = ''
  /** After a line that tells no hash, the next entry cannot be linked to anything. */
  private isLinkKnown = true

  constructor(
    private readonly checkpoints: ReadonlyMap<number, Checkpoint>,
    private readonly problems: LogProblem[],
    private readonly onEntry: (entry: ChainEntry) => void,
  ) {}

  beginFile(file: string, firstSequence: number): void {
    this.file = file
    const expected = this.head.sequence + 1
    if (this.isLinkKnown && firstSequence !== expected) this.problems.push({ kind: 'file-misplaced', file, expected })
  }

  /** @param personal values by sequence and field; those of the entry are taken out */
  entry(text: string, line: number, personal: Map<string, PersonalValue>): void {
    const { file } = this
    const entry = readEntryLine(text)
    this.entryCount += 1
    if (typeof entry === 'string') {
      this.problems.push({ kind: entry, file, line })
      const sequence = this.head.sequence + 1
      this.head = { sequence, hash: '' }
      // Nobody can tell any more what it committed to.
      for (const key of personal.keys()) if (key.startsWith(`${sequence} `)) personal.delete(key)
      this.isLinkKnown = false
      return
    }
    this.link(entry, line)
    this.head = { sequence: entry.sequence, hash: entry.hash }
    this.isLinkKnown = true
    const checkpoint = this.checkpoints.get(entry.sequence)
    if (checkpoint !== undefined && checkpoint.hash !== entry.hash) {
      this.problems.push({ kind: 'checkpoint-contradicted', sequence: entry.sequence })
    }
    this.openCommitments(entry, personal)
    this.onEntry(entry)
  }

  private link({ sequence, previous }: ChainEntry, line: number): void {
    const { file } = this
    const expected = this.head.sequence + 1
    if (sequence > expected) {
      this.problems.push({ kind: 'removed', file, line, from: expected, to: sequence - 1 })
    } else if (sequence < expected) {
      this.problems.push({ kind: 'inserted', file, line, sequence, expected })
    } else if (this.isLinkKnown && previous !== this.head.hash) {
      this.problems.push({ kind: 'not-linked', file, line, sequence })
    }
  }

  private openCommitments({ sequence, facts }: ChainEntry, personal: Map<string, PersonalValue>): void {
    for (const [field, commitment] of commitmentsOf(facts)) {
      const key = `${sequence} ${field}`
      const value = personal.get(key)
      personal.delete(key)
      if (value === undefined) this.erasedCount += 1
      else if (commitmentOf(value) === commitment) this.personalCount += 1
      else this.problems.push({ kind: 'personal-edited', sequence, field })
    }
  }
}
