import { OPERATIONS, type OperationId } from '@deskledger/contract'
import fc from 'fast-check'
import { idOf } from './known-things.fixture.js'
import { anyId, valuesOf } from './schema-values.fixture.js'

const login = (account: string, name: string, password: string): unknown => ({
  auth: { identity: { methods: ['password'], password: { user: { name, password, domain: { name: account } } } } },
})

/** Guesses at a real user would soon be refused, and right passwords with them. */
const wrongLogin = fc.nat({ max: 50 }).map((at) => login('fuzzed-account', `guess ${at}`, 'x'))

const rightLogin = fc.constant(login('fuzzed-account', 'fuzzed-root', 'password of fuzzed'))

const signIn = (user_name: string, password: string): unknown => ({ account: 'fuzzed-account', user_name, password })

const tokenRequest = fc.record(
  { id: fc.constant(idOf('own', 'token', 0)), duration_seconds: fc.constantFrom(900, 86_400) },
  { requiredKeys: ['id'] },
)

const grantTo = (name: 'user_id' | 'group_id') =>
  fc.record(
    {
      policy_id: fc.oneof(anyId('policy_id'), fc.constantFrom('te_admin', 'workspace_read_only_access')),
      [name]: anyId(name),
      project_id: anyId('project_id'),
      enterprise_project_id: fc.constantFrom('ep-open', '0'),
    },
    { requiredKeys: ['policy_id', name] },
  )

const named = (what: string) => fc.nat({ max: 9_999 }).map((at) => ({ name: `${what} ${at}` }))

/** Bodies of which the schema says too little, or too much. */
export const SPECIAL_BODIES: Partial<Record<OperationId, fc.Arbitrary<unknown>>> = {
  KeystoneCreateUserTokenByPassword: rightLogin,
  CreateBrowserSession: fc.constant(signIn('fuzzed-root', 'password of fuzzed')),
  CreateTemporaryAccessKeyByToken: tokenRequest.map((token) => ({ auth: { identity: { methods: ['token'], token } } })),
  CreateGrant: fc.oneof(grantTo('user_id'), grantTo('group_id')),
  TestPolicy: fc.record(
    {
      action: fc.constantFrom('workspace:connections:export', 'deskledger:users:list'),
      user_id: anyId('user_id'),
      project_id: anyId('project_id'),
      context: fc.constantFrom({}, { 'g:SourceIp': '10.0.0.1' }),
    },
    { requiredKeys: ['action', 'user_id'] },
  ),
  CreateProject: named('project'),
  // Passwords are hashed, which takes a tenth of a second each.
  CreateUser: named('user'),
  UpdateUser: fc.record({ enabled: fc.boolean() }),
  CreateAccount: named('account'),
}

/** What is changed here and there, where it is not what is sent unchanged. */
export const TO_BE_MUTATED: Partial<Record<OperationId, fc.Arbitrary<unknown>>> = {
  KeystoneCreateUserTokenByPassword: wrongLogin,
  CreateBrowserSession: fc.nat({ max: 50 }).map((at) => signIn(`guess ${at}`, 'x')),
  ...Object.fromEntries(
    (['CreateProject', 'TestPolicy'] as const).map((id) => [id, valuesOf(OPERATIONS[id].body['application/json'])]),
  ),
}
