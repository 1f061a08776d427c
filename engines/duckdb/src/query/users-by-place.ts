import type { Parameters, Session } from '../database.js'
import { foldSql } from '../fold-sql.js'

/**
 * How many users are found at each of `count` places. Each spelling of a name has a bitstring with a bit for each place, so
 * that memory grows with the users alone; names are folded once per spelling.
 * @param marks SQL of rows of `user_name` and `place`, from 0, as often as they like; none has an empty name
 */
export async function usersByPlace(
  session: Session,
  marks: string,
  count: number,
  parameters: Parameters,
): Promise<number[]> {
  // Bitstrings want their length as a constant.
  const [places = [], userCounts = []] = await session.numbers(
    `WITH marks AS (${marks}), spelled AS (
       SELECT user_name, bitstring_agg(place, 0, ${count - 1}) AS places FROM marks GROUP BY user_name
     ), users AS (
       SELECT bit_or(places) AS places FROM spelled GROUP BY ${foldSql('user_name')}
     )
     SELECT place::INTEGER AS place, count(*)::INTEGER AS user_count
     FROM users, range(${count}) stretches(place) WHERE get_bit(places, place::INTEGER) = 1 GROUP BY ALL`,
    parameters,
  )
  const found = new Map(places.map((place, at) => [place, userCounts[at] ?? 0]))
  return Array.from({ length: count }, (_, place) => found.get(place) ?? 0)
}
