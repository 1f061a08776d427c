import type { ConnectionRanking, ConnectionRankingItem } from '@deskledger/client'

/** The part of a ranking that is drawn. */
export interface ShownItems {
  readonly items: readonly ConnectionRankingItem[]
  /** How many names there are with anything to draw, drawn or not. */
  readonly count: number
}

/**
 * The first names of a ranking that have something to be ranked by: a bar of nothing cannot be seen. They are ordered, so
 * nothing lies behind the first one without.
 */
export function shownItems(
  { items: told, group_count: groups }: Pick<ConnectionRanking, 'items' | 'group_count'>,
  amountOf: (item: ConnectionRankingItem) => number,
  most: number,
): ShownItems {
  const ranked = told.filter((item) => amountOf(item) > 0)
  return { items: ranked.slice(0, most), count: ranked.length < told.length ? ranked.length : groups }
}
