import { InvalidParameterError } from '@deskledger/domain'
import { beforeEach, describe, expect, it } from 'vitest'
import { readQuery } from './query.js'
import { readTarget } from './target.js'

describe('readQuery', () => {
  let told: [name: string, value: string][]
  beforeEach(() => {
    told = []
  })
  const reply = { header: (...header: [string, string]) => told.push(header) }
  const requestFor = (query: string) => ({ target: readTarget(`/?${query}`) })

  it('reads each parameter by its schema', () => {
    const request = requestFor('user_name=a%20b&limit=5&offset=10')
    expect(readQuery('ListLoginRecordsNew', request, reply)).toEqual({
      user_name: 'a b',
      limit: 5,
      offset: 10,
    })
    expect(told).toEqual([])
  })

  it('fills in the defaults of the contract, and nothing else', () => {
    expect(readQuery('ListLoginRecordsNew', requestFor(''), reply)).toEqual({ limit: 20, offset: 0 })
    expect(readQuery('IngestConnectionRecords', requestFor(''), reply)).toEqual({ atomic: false })
    expect(readQuery('ShowExportTask', requestFor(''), reply)).toEqual({})
  })

  it('takes an empty text for an absent one', () => {
    expect(readQuery('ListLoginRecordsNew', requestFor('user_name='), reply)).not.toHaveProperty('user_name')
  })

  it('keeps a zero and a false that were sent', () => {
    expect(readQuery('ListLoginRecordsNew', requestFor('limit=0'), reply)).toMatchObject({ limit: 0 })
    expect(readQuery('IngestConnectionRecords', requestFor('atomic=false'), reply)).toEqual({ atomic: false })
  })

  it('refuses what does not fit', () => {
    expect(() => readQuery('ListLoginRecordsNew', requestFor('limit=all'), reply)).toThrow(InvalidParameterError)
  })

  it('ignores what it does not know, and tells of it in a header', () => {
    const request = requestFor('userName=a&limit=1&x-y.z=&toString=1')
    expect(readQuery('ListExportTasks', request, reply)).not.toHaveProperty('userName')
    expect(told).toEqual([['x-deskledger-ignored', 'userName,x-y.z,toString']])
  })

  it.each(['%C3%A9', 'a%0D%0Ab', '%0Aa', 'a%2Cb', '%20a', ''])('does not repeat the name %j in the header', (name) => {
    readQuery('ListExportTasks', requestFor(`${name}=1`), reply)
    expect(told).toEqual([])
  })
})
