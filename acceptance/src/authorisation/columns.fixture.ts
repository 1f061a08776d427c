import type { Access, ApiErrorName } from '@deskledger/contract'
import { type KeyPair, signRequest, type UnsignedRequest } from '@deskledger/signing'
import type { Tenant } from '../tenant.fixture.js'
import { fresh } from './row.fixture.js'
import type { Staff } from './staff.fixture.js'

/** Proves, or does not prove, who sends a request: the headers to send it with. */
export type Proof = (request: UnsignedRequest) => Record<string, string>

/** Longer than a signature is valid. */
const SIXTEEN_MINUTES_MS = 16 * 60_000

/** Signs by a key. */
export const by =
  (key: KeyPair, ageMs = 0): Proof =>
  (request) =>
    signRequest(request, key, new Date(Date.now() - ageMs))

/** Signs one request, and shows that signature again whenever it is asked for another one. */
export function signingOnce(key: KeyPair): Proof {
  let signed: Record<string, string> | undefined
  return (request) => {
    signed ??= by(key)(request)
    return signed
  }
}

/** Shows a token. */
export const showing =
  (token: string): Proof =>
  ({ headers }) => ({ ...headers, 'X-Auth-Token': token })

const nobody: Proof = ({ headers }) => ({ ...headers })

/** The account that is asked for something, and who works for it. */
export interface Home {
  readonly tenant: Tenant
  readonly staff: Staff
  /** A token of its root user for the account. */
  readonly token: string
  /** Another one, for its second project only. */
  readonly tokenOfSecondProject: string
  /** The other accounts. */
  readonly outsiders: readonly [Tenant, Tenant]
}

/** Everybody who is to be refused, by column. */
export function columnsOf({ staff, tokenOfSecondProject, outsiders }: Home) {
  const { permitted, lacking, denied, elsewhere, endedToken } = staff
  return {
    'no credential': nobody,
    'garbage token': showing('garbage'),
    'ended token': showing(endedToken),
    'unknown key': by({ accessKey: fresh('AK').replace(' ', ''), secretKey: permitted.secretKey }),
    'wrong signature': by({ ...permitted, secretKey: 'wrong' }),
    'signed 16 minutes ago': by(permitted, SIXTEEN_MINUTES_MS),
    'granted in another project': by(elsewhere),
    'token of another project': showing(tokenOfSecondProject),
    'without the action': by(lacking),
    'action denied': by(denied),
    'root of another account': by(outsiders[0].root),
    'root of a third account': by(outsiders[1].root),
  } satisfies Record<string, Proof>
}

/** Name of a column of those who are to be refused. */
export type Column = keyof ReturnType<typeof columnsOf>

/** An answer: the success of the operation, a failure, or what the row says of other accounts. */
type Cell = ApiErrorName | 'good' | 'outside'

const columns = (credentials: Cell, project: Cell, policy: Cell, outside: Cell): Record<Column, Cell> => ({
  'no credential': credentials,
  'garbage token': credentials,
  'ended token': credentials,
  'unknown key': credentials,
  'wrong signature': credentials,
  'signed 16 minutes ago': credentials,
  'granted in another project': project,
  'token of another project': project,
  'without the action': policy,
  'action denied': policy,
  'root of another account': outside,
  'root of a third account': outside,
})

/** What each column is answered in each scope. */
export const CELLS: Record<Access['scope'], Record<Column, Cell>> = {
  public: columns('good', 'good', 'good', 'good'),
  identity: columns('unauthenticated', 'good', 'good', 'outside'),
  project: columns('unauthenticated', 'forbidden', 'forbidden', 'outside'),
  account: columns('unauthenticated', 'forbidden', 'forbidden', 'outside'),
  server: columns('unauthenticated', 'forbidden', 'forbidden', 'outside'),
}

/** What somebody of another account is answered where the row does not say it. */
export const OUTSIDE: Record<Access['scope'], ApiErrorName | 'own'> = {
  public: 'own',
  identity: 'own',
  project: 'forbidden',
  account: 'notFound',
  server: 'forbidden',
}
