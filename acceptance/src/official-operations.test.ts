import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Ledger, newLedger, ROOT, ROOT_USER } from './ledger.fixture.js'
import {
  BaseCredentials,
  ClientRequestException,
  type OfficialOptions,
  officialClient,
  officialFailure,
  officialTemporaryKey,
  rootKey,
} from './official-client.fixture.js'
import { IAM_RUNS } from './official-iam.fixture.js'
import type { Given, OperationRun } from './official-run.fixture.js'
import { OPEN_CONNECTION, WORKSPACE_RUNS } from './official-workspace.fixture.js'
import type { PublishedOperationId } from './published-operations.fixture.js'

/** A run for each operation that the published APIs have; one that is missing does not compile. */
const RUNS = { ...WORKSPACE_RUNS, ...IAM_RUNS } as const satisfies Record<PublishedOperationId, OperationRun>

/** The ways in which the core signs. */
const SIGNED_WITH: Record<string, (ledger: Ledger, token: string) => Promise<OfficialOptions>> = {
  'an access key': async () => ({}),
  'a temporary key': async ({ endpoint }, token) => ({ credentials: await officialTemporaryKey(endpoint, token) }),
  'a derived key': async () => ({
    region: 'local-1',
    derivedAuthServiceName: 'workspace',
    credentials: rootKey()
      .withProjectId(ROOT.projectId)
      .withDerivedPredicate((request: unknown) => BaseCredentials.getDefaultDerivedPredicate(request)),
  }),
}

describe("every published operation through the vendor's own client core", () => {
  let ledger: Ledger & AsyncDisposable
  let token: string
  beforeAll(async () => {
    ledger = await newLedger()
    await ledger.client.ingestConnectionRecords(`${JSON.stringify(OPEN_CONNECTION)}\n`)
    token = (await ledger.client.createToken({ ...ROOT_USER, projectId: ROOT.projectId })).token
  })
  afterAll(() => ledger[Symbol.asyncDispose]())

  describe.each(Object.entries(SIGNED_WITH))('signed with %s', (_way, optionsOf) => {
    let given: Given
    beforeAll(async () => {
      const options = await optionsOf(ledger, token)
      given = {
        client: ledger.client,
        token,
        send: officialClient(ledger.endpoint, options),
        sendForBytes: officialClient(ledger.endpoint, { ...options, responseType: 'arraybuffer' }),
      }
    })

    it.each(Object.entries<OperationRun>(RUNS))('%s answers', async (_id, { works }) => {
      await works(given)
    })
  })

  it.each(Object.entries<OperationRun>(RUNS))('%s is refused with an exception', async (_id, { refused, told }) => {
    const failure = await officialFailure(officialClient(ledger.endpoint)(refused))
    expect(failure).toBeInstanceOf(ClientRequestException)
    expect(failure).toMatchObject({
      ...told,
      errorMsg: expect.stringMatching(told.errorMsg),
      requestId: expect.stringMatching(/^[0-9a-f]{32}$/),
    })
  })
})
