import { describe, expect, it } from 'vitest'
import { HOST, PROJECT, TestApplication } from '../application.fixture.js'
import { toOriginForm } from './origin-form.js'

const LIST = `/v2/${PROJECT}/connections/desktops`

describe('a target in absolute form', () => {
  const formOf = (url: string, host: string | undefined): string => {
    const message = { url, headers: { host } }
    toOriginForm(message)
    return message.url
  }

  it.each([
    ['http://ledger.test/a?b=http://c/', 'ledger.test', '/a?b=http://c/'],
    ['http://ledger.test', 'ledger.test', '/'],
    ['http://ledger.test?a', 'ledger.test', '/?a'],
    ['HTTP://LEDGER.test/A', 'ledger.TEST', '/A'],
    ['http://ledger.test:8080/a', 'ledger.test:8080', '/a'],
    ['http://ledger.test:80/a', 'ledger.test', '/a'],
    ['https://ledger.test/a', 'ledger.test:443', '/a'],
    ['http://[::1]:8080//a', '[::1]:8080', '//a'],
    ['http://ledger.test/a', undefined, '/a'],
  ])('%s with the Host %s is %s', (url, host, path) => {
    expect(formOf(url, host)).toBe(path)
  })

  it.each([
    ['http://other.test/a', 'ledger.test'],
    ['http://ledger.test:8080/a', 'ledger.test'],
    ['http://ledger.test:443/a', 'ledger.test'],
    ['http://user@ledger.test/a', 'ledger.test'],
    ['ftp://ledger.test/a', 'ledger.test'],
    ['http:///a', ''],
    ['/http://ledger.test/a', 'ledger.test'],
    ['*', 'ledger.test'],
  ])('%s with the Host %s stays as it is', (url, host) => {
    expect(formOf(url, host)).toBe(url)
  })

  const answerTo = async (target: string, headers: Record<string, string> = {}): Promise<string> => {
    await using test = await TestApplication.start()
    const head = test.head(LIST, {}, ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`))
    return test.exchange(head.replace(`GET ${LIST} `, `GET ${target} `))
  }

  it('is answered as its path is, and the signature is that of the path', async () => {
    expect(await answerTo(`http://${HOST}${LIST}`)).toMatch(/^HTTP\/1.1 200 /)
    expect(await answerTo(`http://${HOST}${LIST}`, { Expect: '100-continue' })).toContain('HTTP/1.1 200 ')
    expect(await answerTo(`http://${HOST}${LIST}?limit=1`)).toMatch(/^HTTP\/1.1 401 /)
  })

  it('is refused with another host than Host tells', async () => {
    const answer = await answerTo(`http://other.test${LIST}`)
    expect(answer).toMatch(/^HTTP\/1.1 400 /)
    expect(answer).toContain('The host of the request target is not that of the header Host.')
  })
})
