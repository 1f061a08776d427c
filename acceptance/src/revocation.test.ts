import { ApiError, DeskledgerClient } from '@deskledger/client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Ledger, newLedger, ROOT, ROOT_USER } from './ledger.fixture.js'

/** How soon what was taken back has to be without effect, in milliseconds (promise 24). */
const WITHIN_MS = 1_000

const PASSWORD = 'a password of theirs'

/** A user who may read everything in the project, by a policy of the user's own, and the ways of asking as that user. */
interface Person {
  readonly userId: string
  readonly accessKey: string
  readonly policyId: string
  readonly grantId: string
  readonly asks: Readonly<Record<'key' | 'token' | 'password', () => Promise<number>>>
}

const DOCUMENT = { Version: '1.1', Statement: [{ Effect: 'Allow', Action: ['workspace:*:*'] }] }
const NOTHING = { Version: '1.1', Statement: [{ Effect: 'Deny', Action: ['workspace:*:*'] }] }

describe('what is taken back is without effect within a second', () => {
  let ledger: Ledger & AsyncDisposable
  beforeAll(async () => {
    ledger = await newLedger()
  })
  afterAll(() => ledger[Symbol.asyncDispose]())

  async function newPerson(name: string): Promise<Person> {
    const { client, endpoint } = ledger
    const { admin } = client
    const { user_id: userId } = await admin.createUser({ name, password: PASSWORD })
    const { access_key: accessKey, secret_key: secretKey } = await admin.createAccessKey(userId)
    const { policy_id: policyId } = await admin.createPolicy({ name, document: DOCUMENT })
    const { grant_id: grantId } = await admin.createGrant({ policy_id: policyId, user_id: userId })
    const sender = { account: ROOT_USER.account, userName: name, password: PASSWORD, projectId: ROOT.projectId }
    const { token } = await client.createToken(sender)
    const place = { endpoint, projectId: ROOT.projectId }
    const statusOf = async (ask: () => Promise<unknown>): Promise<number> => {
      try {
        await ask()
        return 200
      } catch (error) {
        if (error instanceof ApiError) return error.status
        throw error
      }
    }
    const listing = (one: DeskledgerClient) => () => statusOf(() => one.listLoginRecords())
    return {
      userId,
      accessKey,
      policyId,
      grantId,
      asks: {
        key: listing(new DeskledgerClient({ ...place, accessKey, secretKey })),
        token: listing(new DeskledgerClient({ ...place, token })),
        password: () => statusOf(() => client.createToken(sender)),
      },
    }
  }

  it.each<[string, (person: Person) => Promise<unknown>, Record<keyof Person['asks'], number>]>([
    [
      'a key disabled',
      ({ accessKey }) => ledger.client.admin.updateAccessKey(accessKey, { enabled: false }),
      { key: 401, token: 401, password: 200 },
    ],
    [
      'a key deleted',
      ({ accessKey }) => ledger.client.admin.deleteAccessKey(accessKey),
      { key: 401, token: 401, password: 200 },
    ],
    [
      'a password changed',
      ({ userId }) => ledger.client.admin.updateUser(userId, { password: 'another password' }),
      { key: 200, token: 401, password: 401 },
    ],
    [
      'a user disabled',
      ({ userId }) => ledger.client.admin.updateUser(userId, { enabled: false }),
      { key: 401, token: 401, password: 401 },
    ],
    ['a user deleted', ({ userId }) => ledger.client.admin.deleteUser(userId), { key: 401, token: 401, password: 401 }],
    ['a grant', ({ grantId }) => ledger.client.admin.deleteGrant(grantId), { key: 403, token: 401, password: 403 }],
    [
      'a policy changed',
      ({ policyId }) => ledger.client.admin.updatePolicy(policyId, { name: policyId, document: NOTHING }),
      { key: 403, token: 401, password: 403 },
    ],
  ])('%s', async (what, takeBack, after) => {
    const person = await newPerson(what.replaceAll(' ', '-'))
    const all = async (): Promise<Record<string, number>> => ({
      key: await person.asks.key(),
      token: await person.asks.token(),
      password: await person.asks.password(),
    })
    expect(await all()).toEqual({ key: 200, token: 200, password: 200 })
    await takeBack(person)
    const answeredAt = performance.now()
    const found = await all()
    expect(found).toEqual(after)
    expect(performance.now() - answeredAt).toBeLessThan(WITHIN_MS)
  })
})
