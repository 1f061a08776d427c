import { canonicalAddress } from '@deskledger/domain'
import type { Session } from '../database.js'

/** Fills `public_address` of staged lines whose `public_ip` is an address in another than its canonical spelling. */
export async function stageAddresses(session: Session): Promise<void> {
  // Only IPv6 has several spellings, and all of them have a colon.
  const rows = await session.all("SELECT DISTINCT public_ip FROM staged WHERE contains(public_ip, ':')")
  const spellings = rows
    .map((row) => row['public_ip'] as string)
    .map((spelled) => [spelled, canonicalAddress(spelled)] as const)
    .filter(([spelled, canonical]) => spelled !== canonical)
  if (spellings.length === 0) return
  await session.run('CREATE OR REPLACE TEMP TABLE address (spelled VARCHAR, canonical VARCHAR)')
  await session.append('address', spellings)
  await session.run('UPDATE staged SET public_address = canonical FROM address WHERE public_ip = spelled')
}
