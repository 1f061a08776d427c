import { type SignInRequest, WrongPasswordError } from '@deskledger/domain'
import { beforeEach, describe, expect, it } from 'vitest'
import { ApiFailure } from '../answer/api-failure.js'
import { anAccount, identities } from '../identities.fixture.js'
import { FAILURES_ALLOWED, REFUSED_MS } from './failure-throttle.js'
import { PasswordSignIn } from './password-sign-in.js'

const RIGHT = { accountName: 'acme', userName: 'root', password: 'root password' }
const WRONG = { ...RIGHT, password: 'x' }

let now: Date
let passwordSignIn: PasswordSignIn
beforeEach(async () => {
  now = new Date('2026-01-02T03:04:05.000Z')
  const clock = () => now
  const who = await identities(
    [...anAccount('acme', 'p1', 'AKA'), ...anAccount('other', 'p2', 'AKB')],
    clock,
    async () => [],
  )
  passwordSignIn = new PasswordSignIn({ signIn: who.signIn, administration: who.administration, clock })
})

/** What the audit log learns, and what comes of it: the name of the user or the error. */
async function attempt(order: SignInRequest, ip = '192.0.2.1') {
  const request: Parameters<PasswordSignIn['signIn']>[1] = { ip, auditActor: undefined }
  const outcome = await passwordSignIn.signIn(order, request).then(
    ({ principal }) => principal.user.name,
    (error: unknown) => error,
  )
  return { outcome, actor: request.auditActor }
}

async function failOften(order: SignInRequest, ip?: string): Promise<void> {
  for (let count = 0; count <= FAILURES_ALLOWED; count++) await attempt(order, ip)
}

describe('signing in by password', () => {
  it('gives the token of a user, whom the audit log learns', async () => {
    expect(await attempt(RIGHT)).toMatchObject({
      outcome: 'root',
      actor: { kind: 'user', userId: 'user-root-of-acme', credential: 'password' },
    })
  })

  it.each([
    ['password', WRONG, 'account-acme'],
    ['user', { ...RIGHT, userName: 'nobody' }, 'account-acme'],
    ['account', { ...RIGHT, accountName: 'nowhere' }, undefined],
  ])('with a wrong %s is told as what was claimed', async (_what, order, accountId) => {
    expect(await attempt(order)).toEqual({
      outcome: new WrongPasswordError(),
      actor: { kind: 'unproven', accountId, userName: order.userName },
    })
  })

  it('is refused after too many wrong passwords, even with the right one, until some time has passed', async () => {
    await failOften(WRONG)
    const { outcome } = await attempt(RIGHT)
    expect(outcome).toMatchObject({
      error: 'tooManyRequests',
      message: 'Too many wrong passwords from here; try again in 300 seconds.',
      extras: { headers: { 'retry-after': '300' } },
    })
    now = new Date(now.getTime() + REFUSED_MS)
    expect((await attempt(RIGHT)).outcome).toBe('root')
  })

  it.each([
    ['another address', RIGHT, '192.0.2.2'],
    ['another account', { ...RIGHT, accountName: 'other' }, '192.0.2.1'],
  ])('is not refused to %s for that', async (_whom, order, ip) => {
    await failOften(WRONG)
    expect((await attempt(order, ip)).outcome).toBe('root')
  })

  it('is not refused to another user for that', async () => {
    await failOften({ ...WRONG, userName: 'nobody' })
    expect((await attempt(RIGHT)).outcome).toBe('root')
  })

  it('lets a success forget the failures before it', async () => {
    for (let count = 0; count < FAILURES_ALLOWED; count++) await attempt(WRONG)
    await attempt(RIGHT)
    for (let count = 0; count < FAILURES_ALLOWED; count++) await attempt(WRONG)
    expect((await attempt(RIGHT)).outcome).toBe('root')
  })

  it('is refused to what was under way while too many others failed', async () => {
    const guesses = Array.from({ length: FAILURES_ALLOWED + 1 }, () => attempt(WRONG))
    const { outcome } = await attempt(RIGHT)
    await Promise.all(guesses)
    expect(outcome).toBeInstanceOf(ApiFailure)
  })

  it('does not count what is wrong about the project', async () => {
    const elsewhere = { ...RIGHT, scope: { project: { id: 'p2' } } }
    await failOften(elsewhere)
    expect((await attempt(RIGHT)).outcome).toBe('root')
  })
})
