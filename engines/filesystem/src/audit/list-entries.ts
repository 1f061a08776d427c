import { readdir } from 'node:fs/promises'
import type { AuditEntry, AuditPage, AuditQuery } from '@deskledger/domain'
import { type ChainEntry, segmentsIn } from '@deskledger/proof'
import { segmentEntries, segmentPersonal } from '../chain/segment.js'
import { matches } from './entry-matches.js'
import { storedFacts, toEntry } from './event-facts.js'

/** Segments that one call reads at most, so that none takes long; the page then says where to go on. */
const MAX_SEGMENTS = 8

/**
 * A page of entries, newest first.
 *
 * @param lastSequence what is behind it is not durable yet
 */
export async function listEntries(directory: string, query: AuditQuery, lastSequence: number): Promise<AuditPage> {
  const before = Math.min(query.beforeSequence ?? Number.POSITIVE_INFINITY, lastSequence + 1)
  const firsts = segmentsIn(await readdir(directory)).filter((first) => first < before)
  const found: AuditEntry[] = []
  for (const first of firsts.toReversed().slice(0, MAX_SEGMENTS)) {
    const matching: ChainEntry[] = []
    for await (const entry of segmentEntries(directory, first)) {
      if (entry.sequence < before && matches(storedFacts(entry.facts), query)) matching.push(entry)
    }
    const personal = matching.length === 0 ? new Map() : await segmentPersonal(directory, first)
    const wanted = matching.toReversed().slice(0, query.limit - found.length)
    found.push(...wanted.map((entry) => toEntry(entry, personal)))
    const isMore = matching.length > wanted.length
    if (found.length === query.limit) return page(found, isMore || first > 1 ? found.at(-1)?.sequence : undefined)
  }
  const oldestRead = firsts.toReversed()[MAX_SEGMENTS - 1]
  return page(found, firsts.length > MAX_SEGMENTS ? oldestRead : undefined)
}

function page(entries: readonly AuditEntry[], next: number | undefined): AuditPage {
  return next === undefined ? { entries } : { entries, next }
}
