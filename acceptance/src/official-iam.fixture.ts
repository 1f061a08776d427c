import { expect } from 'vitest'
import { ROOT, ROOT_USER } from './ledger.fixture.js'
import { get, type OperationRun, post } from './official-run.fixture.js'

const TOKENS = '/v3/auth/tokens'
const TEMPORARY_KEYS = '/v3.0/OS-CREDENTIAL/securitytokens'

const ID = expect.stringMatching(/^[0-9a-f]{32}$/)
const MICROSECONDS = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/)

const byPassword = (password: string) => ({
  auth: {
    identity: {
      methods: ['password'],
      password: { user: { name: 'root', password, domain: { name: 'deskledger' } } },
    },
    scope: { project: { id: ROOT.projectId } },
  },
})
const byToken = (id: string) => ({ auth: { identity: { methods: ['token'], token: { id, duration_seconds: 900 } } } })

/** The IAM operations that clients of the Workspace API use (spec/api.md 10). */
export const IAM_RUNS = {
  KeystoneCreateUserTokenByPassword: {
    async works({ send }) {
      const answer = await send({
        ...post(TOKENS, byPassword(ROOT_USER.password)),
        queryParams: { nocatalog: 'true' },
        responseHeaders: ['X-Subject-Token'],
      })
      expect(answer).toEqual({
        httpStatusCode: 201,
        'X-Subject-Token': expect.stringMatching(/^\S{40,}$/),
        token: {
          methods: ['password'],
          issued_at: MICROSECONDS,
          expires_at: MICROSECONDS,
          roles: [{ id: '0', name: expect.any(String) }],
          user: { id: ID, name: 'root', password_expires_at: '', domain: { id: ID, name: 'deskledger' } },
          project: { id: ROOT.projectId, name: expect.any(String), domain: { id: ID, name: 'deskledger' } },
        },
      })
    },
    refused: post(TOKENS, byPassword('not the password')),
    told: { httpStatusCode: 401, errorCode: 401, errorMsg: /^The username or password is wrong\.$/ },
  },
  KeystoneValidateToken: {
    async works({ send, token }) {
      const answer = await send({ ...get(TOKENS), headers: { 'X-Subject-Token': token } })
      expect(answer).toMatchObject({ httpStatusCode: 200, token: { catalog: [], project: { id: ROOT.projectId } } })
    },
    refused: { ...get(TOKENS), headers: { 'X-Subject-Token': 'unknown' } },
    told: { httpStatusCode: 400, errorCode: 400, errorMsg: /X-Subject-Token/ },
  },
  KeystoneListProjects: {
    async works({ send }) {
      expect(await send(get('/v3/projects', { name: 'local-1' }))).toMatchObject({
        projects: [{ id: ROOT.projectId, name: 'local-1', domain_id: ID, enabled: true, is_domain: false }],
        links: { next: null, previous: null },
      })
      expect(await send(get('/v3/projects', { name: 'elsewhere-1' }))).toMatchObject({ projects: [] })
    },
    refused: get('/v3/projects', { page: 1 }),
    told: { httpStatusCode: 400, errorCode: 400, errorMsg: /per_page/ },
  },
  KeystoneListRegions: {
    async works({ send }) {
      expect(await send(get('/v3/regions'))).toMatchObject({ regions: [{ id: 'local-1', type: 'public' }] })
    },
    refused: { ...get('/v3/regions'), headers: { 'X-Domain-Id': 'f'.repeat(32) } },
    told: { httpStatusCode: 403, errorCode: 403, errorMsg: /X-Domain-Id/ },
  },
  KeystoneListAuthDomains: {
    async works({ send }) {
      expect(await send(get('/v3/auth/domains'))).toMatchObject({
        domains: [{ id: ID, name: 'deskledger', enabled: true }],
      })
    },
    refused: { ...get('/v3/auth/domains'), headers: { 'X-Domain-Id': 'f'.repeat(32) } },
    told: { httpStatusCode: 403, errorCode: 403, errorMsg: /X-Domain-Id/ },
  },
  CreateTemporaryAccessKeyByToken: {
    async works({ send, token }) {
      expect(await send(post(TEMPORARY_KEYS, byToken(token)))).toEqual({
        httpStatusCode: 201,
        credential: {
          access: expect.stringMatching(/^[A-Z0-9]{20}$/),
          secret: expect.stringMatching(/^\w{40}$/),
          securitytoken: expect.stringMatching(/^\S{40,}$/),
          expires_at: MICROSECONDS,
        },
      })
    },
    refused: post(TEMPORARY_KEYS, byToken('unknown')),
    told: { httpStatusCode: 401, errorCode: 'IAM.0001', errorMsg: /decrypt token fail$/ },
  },
} as const satisfies Record<string, OperationRun>
