import type { AuditEntry, AuditEvent } from '@deskledger/domain'
import { commitmentOf, entryLine, type Link, newPersonalValue, personalLine, readEntryLine } from '@deskledger/proof'
import type { SegmentText } from '../chain/open-segment.js'
import { personalOf, toEntry, toFacts } from './event-facts.js'

/** Events as the next entries of the chain, with their lines and where the chain then stands. */
export function linked(
  events: readonly AuditEvent[],
  last: Link,
): { readonly entries: readonly AuditEntry[]; readonly text: SegmentText; readonly head: Link } {
  let head = last
  const entries: AuditEntry[] = []
  const lines: string[] = []
  const personalLines: string[] = []
  for (const event of events) {
    const values = [...personalOf(event)].map(([field, value]) => newPersonalValue(head.sequence + 1, field, value))
    const commitments = Object.fromEntries(values.map((value) => [value.field, commitmentOf(value)]))
    const { line, link } = entryLine(toFacts(event, commitments), head)
    const read = readEntryLine(line)
    if (typeof read === 'string') throw new Error('An entry cannot be read back.')
    entries.push(toEntry(read, new Map(values.map((value) => [`${value.sequence} ${value.field}`, value]))))
    lines.push(`${line}\n`)
    personalLines.push(...values.map((value) => `${personalLine(value)}\n`))
    head = link
  }
  return { entries, text: { entries: lines.join(''), personal: personalLines.join('') }, head }
}
