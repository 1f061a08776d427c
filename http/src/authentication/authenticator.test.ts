import { createHash } from 'node:crypto'
import { type SigningCredentials, signRequest } from '@deskledger/signing'
import { beforeEach, describe, expect, it } from 'vitest'
import { anAccount, identities } from '../identities.fixture.js'
import { readTarget } from '../reading/target.js'
import { Authenticator, type ClaimSource, MAX_CLOCK_SKEW_MS } from './authenticator.js'
import { FAILURES_ALLOWED, REFUSED_MS } from './failure-throttle.js'
import { unauthenticated } from './refusal-text.js'

const START = new Date('2026-01-02T03:04:05.000Z')
const OWNER = { accessKey: 'AKOWNER', secretKey: 'secret of AKOWNER' }
const WRONG = { ...OWNER, secretKey: 'x' }
const EMPTY = sha256('')
const GUESSED = unauthenticated('AK access failed to reach the limit,forbidden')

function sha256(body: string): string {
  return createHash('sha256').update(body).digest('hex')
}

let now: Date
let who: Awaited<ReturnType<typeof identities>>
let authenticator: Authenticator
beforeEach(async () => {
  now = START
  const clock = () => now
  who = await identities(anAccount('acme', 'p1', OWNER.accessKey), clock, async () => [])
  authenticator = new Authenticator({ credentials: who.credentials, clock, region: 'local-1' })
})

interface Sending {
  readonly headers?: Record<string, string>
  readonly body?: string
  readonly ip?: string
}

/** A request without a signature, as Node tells it. */
function received(headers: Record<string, string>, { ip = '192.0.2.1' }: Sending = {}): ClaimSource {
  const lowerCase = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])
  return {
    raw: { method: 'GET', headers: Object.fromEntries(lowerCase), rawHeaders: Object.entries(headers).flat() },
    target: readTarget('/v2/p1/connections/desktops?limit=1'),
    ip,
  }
}

function signed(signer: SigningCredentials, sending: Sending = {}): ClaimSource {
  const url = 'http://ledger.test/v2/p1/connections/desktops?limit=1'
  const { headers, body } = sending
  return received({ Host: 'ledger.test', ...signRequest({ method: 'GET', url, headers, body }, signer, now) }, sending)
}

/** Both steps. */
async function nameFor(request: ClaimSource, body = ''): Promise<string> {
  const { user } = await authenticator.prove(authenticator.claim(request), sha256(body), request.ip)
  return user.name
}

async function aToken(): Promise<string> {
  return (await who.signIn.withPassword({ accountName: 'acme', userName: 'root', password: 'root password' })).token
}

describe('who sends a request', () => {
  it('is proven by the signature of its access key', async () => {
    const identity = authenticator.claim(signed(OWNER))
    expect(identity).toMatchObject({ kind: 'signature', claim: { authorization: { accessKey: 'AKOWNER' } } })
    const principal = await authenticator.prove(identity, EMPTY, '192.0.2.1')
    expect(principal).toMatchObject({ user: { name: 'root' }, credential: 'access-key', scope: {} })
  })

  it('is proven by a token', async () => {
    const token = await aToken()
    const identity = authenticator.claim(received({ 'X-Auth-Token': token }))
    expect(identity).toEqual({ kind: 'token', token })
    const principal = await authenticator.prove(identity, EMPTY, '192.0.2.1')
    expect(principal).toMatchObject({ user: { name: 'root' }, credential: 'token' })
  })

  it('is proven by a temporary key with its security token, and by neither alone', async () => {
    const { principal } = await who.signIn.withPassword({
      accountName: 'acme',
      userName: 'root',
      password: 'root password',
    })
    const temporary = await who.signIn.temporaryKey(principal, 900_000)
    expect(await nameFor(signed(temporary))).toBe('root')
    const { securityToken, ...alone } = temporary
    await expect(nameFor(signed(alone))).rejects.toThrow('verify aksk signature fail')
    await expect(nameFor(signed({ ...OWNER, securityToken }))).rejects.toThrow('verify aksk signature fail')
  })

  it('is proven by a derived key of this region and service', async () => {
    const derived = { regionId: 'local-1', service: 'workspace' }
    expect(await nameFor(signed({ ...OWNER, derived }))).toBe('root')
    for (const other of [{ regionId: 'local-2' }, { service: 'iam' }]) {
      expect(() => authenticator.claim(signed({ ...OWNER, derived: { ...derived, ...other } }))).toThrow(
        unauthenticated('the derived key has to be for the day of X-Sdk-Date and for local-1/workspace'),
      )
    }
  })

  it('is told by the signature where there is a token too', async () => {
    const request = signed(OWNER, { headers: { 'X-Auth-Token': 'whatever' } })
    expect(authenticator.claim(request)).toMatchObject({ kind: 'signature' })
    expect(await nameFor(request)).toBe('root')
    const broken = received({ 'X-Auth-Token': await aToken(), Authorization: 'whatever' })
    expect(() => authenticator.claim(broken)).toThrow(unauthenticated('authorization cannot be read'))
  })

  it('is not known without either', () => {
    expect(() => authenticator.claim(received({}))).toThrow('x-auth-token not found')
  })

  it('is not proven by a token that is none', async () => {
    await expect(nameFor(received({ 'X-Auth-Token': 'x' }))).rejects.toThrow(unauthenticated('decrypt token fail'))
  })

  it.each([-1, 1])('is not told by a request from further than a quarter of an hour (%i)', async (direction) => {
    const request = signed(OWNER)
    now = new Date(START.getTime() + direction * MAX_CLOCK_SKEW_MS)
    expect(await nameFor(request)).toBe('root')
    now = new Date(now.getTime() + direction)
    expect(() => authenticator.claim(request)).toThrow('signature expired')
    expect(MAX_CLOCK_SKEW_MS).toBe(900_000)
  })

  it('is not proven for another method or another body', async () => {
    const request = signed(OWNER, { body: 'a' })
    expect(await nameFor(request, 'a')).toBe('root')
    await expect(nameFor(request, 'b')).rejects.toThrow('verify aksk signature fail')
    const { method: _, ...raw } = request.raw
    await expect(nameFor({ ...request, raw }, 'a')).rejects.toThrow('verify aksk signature fail, canonicalRequest:|/v2')
  })

  it('is not proven for a body that nobody signed, unless there is none', async () => {
    const headers = { 'X-Sdk-Content-Sha256': 'UNSIGNED-PAYLOAD' }
    expect(await nameFor(signed(OWNER, { headers }))).toBe('root')
    await expect(nameFor(signed(OWNER, { headers, body: 'a' }), 'a')).rejects.toThrow(
      unauthenticated('the body has to be signed, not UNSIGNED-PAYLOAD'),
    )
  })

  it('is known before the body is there, by a token or a declared hash of the body', async () => {
    const ahead = async (request: ClaimSource) =>
      (await authenticator.proveAhead(authenticator.claim(request), request.ip))?.user.name
    const declared = signed(OWNER, { headers: { 'X-Sdk-Content-Sha256': sha256('a') }, body: 'a' })
    expect(await ahead(declared)).toBe('root')
    expect(await ahead(received({ 'X-Auth-Token': await aToken() }))).toBe('root')
    expect(await ahead(signed(OWNER, { body: 'a' }))).toBeUndefined()
    await expect(ahead(received({ 'X-Auth-Token': 'x' }))).rejects.toThrow('decrypt token fail')
    // And yet only for that body.
    expect(await nameFor(declared, 'a')).toBe('root')
    await expect(nameFor(declared, 'b')).rejects.toThrow('X-Sdk-Content-Sha256 is not the hash of the body')
  })

  it('is guessed as slowly before the body is there as with it', async () => {
    const request = signed({ accessKey: 'AKNOBODY', secretKey: 'x' }, { body: 'a' })
    const demanded = async () => authenticator.demandKey(authenticator.claim(request), request.ip)
    for (let failures = 0; failures <= FAILURES_ALLOWED; failures += 1) {
      await expect(demanded()).rejects.toThrow('verify aksk signature fail')
    }
    await expect(demanded()).rejects.toThrow(GUESSED)
  })

  it('is not told apart from nobody by an unknown key', async () => {
    const text = async (signer: SigningCredentials): Promise<string> =>
      nameFor(signed(signer)).then(
        () => 'proven',
        (error: unknown) => (error as Error).message,
      )
    expect(await text({ accessKey: 'AKNOBODY', secretKey: 'x' })).toBe(await text(WRONG))
  })
})

describe('guessing', () => {
  /** Wrong signatures in a row. */
  async function guess(times: number, ip?: string): Promise<void> {
    for (let turn = 0; turn < times; turn += 1) {
      await expect(nameFor(signed(WRONG, { ...(ip && { ip }) }))).rejects.toThrow('verify aksk signature fail')
    }
  }

  it('ends before anything is looked at, for that address only, and not for ever', async () => {
    await guess(FAILURES_ALLOWED)
    expect(await nameFor(signed(OWNER))).toBe('root')
    await guess(FAILURES_ALLOWED + 1)
    expect(() => authenticator.claim(signed(OWNER))).toThrow(GUESSED)
    expect(await nameFor(signed(OWNER, { ip: '192.0.2.2' }))).toBe('root')
    now = new Date(START.getTime() + REFUSED_MS)
    expect(await nameFor(signed(OWNER))).toBe('root')
  })

  it('does not go on by guesses that were under way at once', async () => {
    const early = authenticator.claim(signed(OWNER))
    await guess(FAILURES_ALLOWED + 1)
    await expect(authenticator.prove(early, EMPTY, '192.0.2.1')).rejects.toThrow(GUESSED)
  })

  it('is not what a damaged body is', async () => {
    const declared = { headers: { 'X-Sdk-Content-Sha256': sha256('a') }, body: 'a' }
    for (let turn = 0; turn <= FAILURES_ALLOWED; turn += 1) {
      await expect(nameFor(signed(OWNER, declared), 'b')).rejects.toThrow('X-Sdk-Content-Sha256 is not the hash')
    }
    expect(await nameFor(signed(OWNER))).toBe('root')
  })
})
