import { InvalidParameterError } from '@deskledger/domain'
import { describe, expect, it } from 'vitest'
import { readQuery, readSettledQuery, reportIgnored } from './query.js'
import { readTarget } from './target.js'

describe('readQuery', () => {
  const requestFor = (query: string) => ({ target: readTarget(`/?${query}`) })

  it('reads each parameter by its schema', () => {
    const request = requestFor('user_name=a%20b&limit=5&offset=10')
    expect(readQuery('ListLoginRecordsNew', request)).toEqual({
      user_name: 'a b',
      limit: 5,
      offset: 10,
    })
  })

  it('fills in the defaults of the contract, and nothing else', () => {
    expect(readQuery('ListLoginRecordsNew', requestFor(''))).toEqual({ limit: 20, offset: 0 })
    expect(readQuery('IngestConnectionRecords', requestFor(''))).toEqual({ atomic: false })
    expect(readQuery('ShowExportTask', requestFor(''))).toEqual({})
  })

  it('gives those who count on a default what has one, and tells them what has none', () => {
    expect(readSettledQuery('ListLoginRecordsNew', requestFor('limit=5'), ['limit', 'offset'])).toEqual({
      limit: 5,
      offset: 0,
    })
    expect(() => readSettledQuery('ListLoginRecordsNew', requestFor(''), ['status'])).toThrow(
      new TypeError('status of ListLoginRecordsNew has no default in the contract'),
    )
  })

  it('takes an empty text for an absent one', () => {
    expect(readQuery('ListLoginRecordsNew', requestFor('user_name='))).not.toHaveProperty('user_name')
  })

  it('keeps a zero and a false that were sent', () => {
    expect(readQuery('ListLoginRecordsNew', requestFor('limit=0'))).toMatchObject({ limit: 0 })
    expect(readQuery('IngestConnectionRecords', requestFor('atomic=false'))).toEqual({ atomic: false })
  })

  it('refuses what does not fit', () => {
    expect(() => readQuery('ListLoginRecordsNew', requestFor('limit=all'))).toThrow(InvalidParameterError)
  })

  it('leaves out what it does not know', () => {
    expect(readQuery('ListExportTasks', requestFor('userName=a&limit=1'))).toEqual({ limit: 1, offset: 0 })
  })
})

describe('reportIgnored', () => {
  function told(query: string): [name: string, value: string][] {
    const headers: [string, string][] = []
    const reply = { header: (...header: [string, string]) => headers.push(header) }
    reportIgnored('ListExportTasks', { target: readTarget(`/?${query}`) }, reply)
    return headers
  }

  it('names what the operation does not know in a header', () => {
    expect(told('userName=a&limit=1&x-y.z=&toString=1')).toEqual([['x-deskledger-ignored', 'userName,x-y.z,toString']])
    expect(told('limit=1')).toEqual([])
  })
})
