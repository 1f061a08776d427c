import { expect, it } from 'vitest'
import { Database } from './database.js'
import { keyOf } from './record-keys.js'

it.each([
  ['anna', 522359],
  ['corp\\张伟', 879672],
  ['2001:db8::1', 260031],
])('the key of %s is what rows written by earlier versions hold', async (text, key) => {
  const database = await Database.open({ path: ':memory:' })
  expect(await database.use((session) => session.one(`SELECT ${keyOf('$text')} AS key`, { text }))).toEqual({ key })
  database.close()
})
