import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { FastifyInstance } from 'fastify'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { TestApplication } from '../application.fixture.js'
import { type ConsoleFiles, readConsoleFiles } from '../console/console-files.js'

const SCRIPT = 'console.log("deskledger");\n'.repeat(100)
const PAGE =
  '<!doctype html><meta property="csp-nonce" nonce="__NONCE__"><script src="/console/assets/a-1.js"></script>'

describe('the console', () => {
  let directory: string
  let files: ConsoleFiles | undefined
  let test: TestApplication
  let app: FastifyInstance
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'console-'))
    await mkdir(join(directory, 'assets'))
    await writeFile(join(directory, 'index.html'), PAGE)
    await writeFile(join(directory, 'assets/a-1.js'), SCRIPT)
    await writeFile(join(directory, 'notes.txt'), 'not of the console')
    files = await readConsoleFiles(directory)
    test = await TestApplication.start({ console: files })
    app = test.app
  })
  afterEach(async () => {
    await test.stop()
    await rm(directory, { recursive: true })
  })

  const get = (url: string, headers: Record<string, string> = {}) =>
    app.inject({ method: 'GET', url, headers: { host: 'ledger.test', ...headers } })

  it.each(['/', '/console'])('is where %s leads', async (path) => {
    const response = await get(path)
    expect(response.statusCode).toBe(302)
    expect(response.headers.location).toBe('/console/')
  })

  it.each(['/console/', '/console/records', '/console/records?user=zoe', '/console/index.html'])(
    'is one page, at %s as well, with a nonce of its own',
    async (path) => {
      const [first, second] = [await get(path), await get(path)]
      expect(first.statusCode).toBe(200)
      expect(first.headers['content-type']).toBe('text/html; charset=utf-8')
      expect(first.headers['cache-control']).toBe('no-store')
      const [, nonce = ''] = /nonce="([^"]+)"/.exec(first.body) ?? []
      expect(nonce).toMatch(/^[\w+/]{22}==$/)
      expect(second.body).not.toContain(nonce)
      expect(first.headers['content-security-policy']).toBe(
        `default-src 'none'; script-src 'self'; style-src 'self' 'nonce-${nonce}'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
      )
    },
  )

  it('sends its files to be kept for good, in gzip where that is taken', async () => {
    const plain = await get('/console/assets/a-1.js')
    expect(plain.body).toBe(SCRIPT)
    expect(plain.headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
    })
    const coded = await get('/console/assets/a-1.js', { 'accept-encoding': 'br, gzip' })
    expect(coded.headers['content-encoding']).toBe('gzip')
    expect(gunzipSync(coded.rawPayload).toString()).toBe(SCRIPT)
    expect((await get('/console/assets/a-1.js', { 'if-none-match': String(plain.headers.etag) })).statusCode).toBe(304)
  })

  it.each(['/console/assets/a-2.js', '/console/notes.txt', '/console/assets/..%2f..%2fetc/passwd', '/console/x.map'])(
    'has no %s',
    async (path) => {
      const response = await get(path)
      expect([400, 404]).toContain(response.statusCode)
      expect(response.json()).toHaveProperty('error_code')
    },
  )

  it('says so when it was not built', async () => {
    expect(await readConsoleFiles(join(directory, 'nowhere'))).toBeUndefined()
    const other = await TestApplication.start()
    const response = await other.app.inject({ method: 'GET', url: '/console/', headers: { host: 'ledger.test' } })
    await other.stop()
    expect(response.statusCode).toBe(404)
    expect(response.json().error_msg).toContain('npm run build')
  })

  it('is answered to GET only', async () => {
    const response = await app.inject({ method: 'POST', url: '/console/', headers: { host: 'ledger.test' } })
    expect(response.statusCode).toBe(404)
  })
})
