import type { RecordQuery } from '@deskledger/domain'
import type { PeerDatabase } from './contenders/peer.js'
import type { Ledger } from './ledger.js'
import type { ListCase } from './list-cases.js'
import { plainList } from './plain-list.js'

const PAGE_ROWS = 20

/** One page and the number of all matches. */
export interface Listed {
  readonly totalCount: number
  readonly transactionIds: readonly string[]
}

/** Answers one request for a page of 20. */
export type List = (asked: ListCase) => Promise<Listed>

/** As the API asks the store. */
export function byStore({ records }: Ledger): List {
  return async ({ query, offset }) => {
    const { items, totalCount } = await records.list(query, { offset, limit: PAGE_ROWS })
    return { totalCount, transactionIds: items.map((item) => item.transactionId) }
  }
}

/** As a person asks the same table. */
export function byPlainSql({ database }: Ledger): List {
  return ({ query, offset }: { query: RecordQuery; offset: number }) =>
    database.use(({ connection }) => plainList(connection, query, { offset, limit: PAGE_ROWS }))
}

/** As a person asks another database. */
export function byPeer(peer: PeerDatabase): List {
  return (asked) => peer.list(asked, PAGE_ROWS)
}
