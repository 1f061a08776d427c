import { OPERATIONS, type Operation, type OperationId, SERVICE_PATHS } from '@deskledger/contract'
import fc from 'fast-check'
import { type Body, bodiesOf } from './bodies.fixture.js'
import { anyEscapedText } from './garbage.fixture.js'
import { mostly } from './mostly.fixture.js'
import { oddHeaders } from './odd-headers.fixture.js'
import type { Sender } from './senders.fixture.js'
import { targetsOf } from './targets.fixture.js'

/** A request before ids are put into it; readable, and enough to send it again. */
export interface FuzzRequest {
  readonly sender: Sender
  readonly method: string
  readonly target: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Body | undefined
  /** The very same request is sent once more, with the same signature. */
  readonly isRepeated: boolean
}

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'TRACE', 'PROPFIND', 'M-SEARCH']

/** How often an operation is asked, where it is not as often as most others. */
const WEIGHTS: Partial<Record<OperationId, number>> = {
  // They hash passwords.
  KeystoneCreateUserTokenByPassword: 2,
  CreateAccount: 2,
  // They take the server long.
  ExportUserLoginInfoNew: 3,
  ExportUserConnectionNew: 3,
  IngestConnectionRecords: 4,
  // There is to be something to change.
  CreateAccessKey: 10,
  CreateGrant: 10,
}

function weightOf(id: OperationId): number {
  const { effect, method } = OPERATIONS[id]
  // What makes something each time waits for the disk twice.
  return WEIGHTS[id] ?? (effect === 'once' || method === 'DELETE' ? 4 : 10)
}

const SENDERS: fc.Arbitrary<Sender> = fc.oneof(
  { weight: 70, arbitrary: fc.constant('root') },
  { weight: 8, arbitrary: fc.constant('limited') },
  {
    weight: 22,
    arbitrary: fc.constantFrom(
      'token',
      'token of the project',
      'temporary key',
      'derived key',
      'nobody',
      'garbage token',
      'unknown key',
      'wrong secret',
      'old signature',
    ),
  },
)

function sendersOf({ access }: Operation): fc.Arbitrary<Sender> {
  return access.scope === 'server' ? fc.oneof(fc.constant('operator'), SENDERS) : SENDERS
}

function requestsOf(id: OperationId): fc.Arbitrary<FuzzRequest> {
  const operation: Operation = OPERATIONS[id]
  return fc.record({
    sender: sendersOf(operation),
    method: mostly<string>(25, fc.constant(operation.method), fc.constantFrom(...METHODS)),
    target: targetsOf(id),
    headers: oddHeaders(id),
    body: bodiesOf(id),
    isRepeated: mostly(40, fc.constant(false), fc.constant(true)),
  })
}

/** Requests to what is no operation, or nothing at all. */
const elsewhere: fc.Arbitrary<FuzzRequest> = fc.record({
  sender: SENDERS,
  method: fc.oneof({ weight: 4, arbitrary: fc.constant('GET') }, { weight: 1, arbitrary: fc.constantFrom(...METHODS) }),
  target: fc.oneof(
    fc.constantFrom<string>(...Object.values(SERVICE_PATHS)),
    fc.constantFrom('/', '//', '/v2', '/v3/', '/admin/v1', '/readyz', '/metrics', '/favicon.ico', '*', '/v1/session'),
    fc.array(anyEscapedText, { maxLength: 5 }).map((parts) => `/${parts.join('/')}`),
  ),
  headers: fc.constant({}),
  body: fc.constant(undefined),
  isRepeated: fc.constant(false),
})

/** Any request: all operations about as often, but for the costly ones. */
export const anyRequest: fc.Arbitrary<FuzzRequest> = fc.oneof(
  ...(Object.keys(OPERATIONS) as OperationId[]).map((id) => ({
    weight: weightOf(id),
    arbitrary: requestsOf(id),
  })),
  { weight: 15, arbitrary: elsewhere },
)
