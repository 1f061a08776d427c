import { canonicalAddress } from '@deskledger/domain'
import type { Session } from '../database.js'

/** Text that is an address in its only spelling: dotted decimal, nothing to look at. */
const PLAIN_IPV4 = '(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])([.](25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])){3}'

/** Fills `public_address` of staged lines whose `public_ip` is an address in another than its canonical spelling. */
export async function stageAddresses(session: Session): Promise<void> {
  const rows = await session.all(
    `SELECT DISTINCT public_ip FROM staged WHERE NOT regexp_full_match(public_ip, '${PLAIN_IPV4}')`,
  )
  const spellings = rows
    .map((row) => row['public_ip'] as string)
    .map((spelled) => [spelled, canonicalAddress(spelled)] as const)
    .filter(([spelled, canonical]) => spelled !== canonical)
  if (spellings.length === 0) return
  await session.run('CREATE OR REPLACE TEMP TABLE address (spelled VARCHAR, canonical VARCHAR)')
  await session.append('address', spellings)
  await session.run('UPDATE staged SET public_address = canonical FROM address WHERE public_ip = spelled')
}
