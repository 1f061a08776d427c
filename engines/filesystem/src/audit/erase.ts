import { readdir } from 'node:fs/promises'
import { type ErasureOrder, foldCase } from '@deskledger/domain'
import { segmentsIn } from '@deskledger/proof'
import { removePersonal } from '../chain/personal-file.js'
import { segmentEntries } from '../chain/segment.js'
import { belongsTo } from './entry-matches.js'
import { storedFacts } from './event-facts.js'

/** Erases personal values from all segments. @returns how many */
export async function erasePersonal(directory: string, order: ErasureOrder): Promise<number> {
  const wanted = 'value' in order ? foldCase(order.value) : undefined
  let count = 0
  for (const first of segmentsIn(await readdir(directory))) {
    const sequences = new Set<number>()
    for await (const { sequence, facts } of segmentEntries(directory, first)) {
      const stored = storedFacts(facts)
      const isMeant = 'value' in order || stored.actor.user_id === order.userId
      if (isMeant && belongsTo(stored, order)) sequences.add(sequence)
    }
    count += await removePersonal(
      directory,
      first,
      ({ sequence, value }) => sequences.has(sequence) && (wanted === undefined || foldCase(value) === wanted),
    )
  }
  return count
}
