import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Database } from './database.js'

describe('a transaction that nobody waits for any more', () => {
  let database: Database
  beforeEach(async () => {
    database = await Database.open({ path: ':memory:' })
  })
  afterEach(() => database.close())

  it.each(['between two statements', 'during a statement'])(
    'leaves its connection to the next: given up %s',
    async (when) => {
      const leaving = new AbortController()
      const abandoned = database.use(
        (session) =>
          session.transaction(async () => {
            await session.run('CREATE TABLE half_done (n INTEGER)')
            if (when === 'between two statements') leaving.abort()
            else setImmediate(() => leaving.abort())
            await session.all('SELECT sum(one.range * other.range) FROM range(100_000) one, range(10_000_000) other')
          }),
        leaving.signal,
      )
      await expect(abandoned).rejects.toThrow('aborted')
      const tables = await database.use((session) =>
        session.transaction(() => session.all("SELECT table_name FROM duckdb_tables() WHERE table_name = 'half_done'")),
      )
      expect(tables).toEqual([])
    },
  )

  it('leaves nothing to the next, even if it could not be rolled back', async () => {
    const leaving = new AbortController()
    const abandoned = database.use(async (session) => {
      await session.run('BEGIN TRANSACTION')
      leaving.abort()
      await session.run('SELECT 1')
    }, leaving.signal)
    await expect(abandoned).rejects.toThrow('aborted')
    expect(await database.use((session) => session.transaction(async () => 'another'))).toBe('another')
  })
})
