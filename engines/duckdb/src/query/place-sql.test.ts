import { expect, it } from 'vitest'
import { Database } from '../database.js'
import { placeSql } from './place-sql.js'

const bounds = (...minutes: number[]): Date[] => minutes.map((minute) => new Date(minute * 60_000))

it.each([
  ['one stretch', bounds(0, 60)],
  ['stretches of one width', bounds(60, 120, 180, 240)],
  ['a narrow one between wide ones', bounds(0, 60, 120, 150, 210, 270)],
  ['stretches that are all different', bounds(0, 1, 3, 6, 10, 15, 21, 28)],
])('every instant has its place among %s', async (_what, all) => {
  const database = await Database.open({ path: ':memory:' })
  try {
    await database.use(async (session) => {
      for (const [place, start] of all.slice(0, -1).entries()) {
        const end = all[place + 1] ?? start
        for (const instant of [start, new Date(end.getTime() - 1)]) {
          const row = await session.one(`SELECT (${placeSql('$instant::TIMESTAMP', all)})::INTEGER AS place`, {
            instant,
          })
          expect(row['place']).toBe(place)
        }
      }
    })
  } finally {
    await database.close()
  }
})
