import type { Session } from '../database.js'

/** Rows that the engine keeps together; and those it reads at a time, the least that a damaged block takes with it. */
const ROW_GROUP_ROWS = 122_880
const VECTOR_ROWS = 2_048

/** How much of a table could be read. */
export interface TakenRows {
  readonly unreadableRows: number
}

/**
 * Copies the rows of a damaged table that can be read into another one: row groups, and vectors of those that cannot be read
 * as a whole.
 *
 * @param from name of the damaged table
 * @param into name of the other one, with the same columns
 * @param condition SQL that rows have to fulfil
 */
export async function takeRows(
  session: Session,
  { from, into, condition }: { readonly from: string; readonly into: string; readonly condition: string },
): Promise<TakenRows> {
  const { rows } = await session.one(`SELECT coalesce(max(rowid) + 1, 0)::BIGINT AS rows FROM ${from}`)
  const end = Number(rows)
  const take = async (first: number, count: number): Promise<boolean> => {
    try {
      await session.run(
        `INSERT INTO ${into} SELECT * FROM ${from} WHERE rowid >= ${first} AND rowid < ${first + count} AND ${condition}`,
      )
      return true
    } catch (error) {
      // The block is damaged; whatever else it is shows when the copy is verified.
      if (!session.isUsable) throw error
      return false
    }
  }
  let unreadableRows = 0
  for (let group = 0; group < end; group += ROW_GROUP_ROWS) {
    if (await take(group, ROW_GROUP_ROWS)) continue
    for (let vector = group; vector < Math.min(group + ROW_GROUP_ROWS, end); vector += VECTOR_ROWS) {
      if (!(await take(vector, VECTOR_ROWS))) unreadableRows += Math.min(VECTOR_ROWS, end - vector)
    }
  }
  return { unreadableRows }
}
