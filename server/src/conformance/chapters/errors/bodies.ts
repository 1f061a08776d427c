import { API_ERRORS } from '@deskledger/contract'
import { expect } from 'vitest'
import type { Part } from '../../chapter.js'

const LIST = '/v2/{project_id}/connections/desktops'

export const bodies: Part = {
  title: 'Bodies',
  facts: [
    {
      fact: 'A failure of the service is a JSON object of texts `error_code` and `error_msg`, with status 4xx or 5xx',
      source: 'errors.md 1',
      check: async (trial) => {
        for (const path of [`${LIST}?limit=x`, '/nowhere', `${LIST.replace('{project_id}', 'x')}`]) {
          const { status, headers, body } = await trial.get(path)
          expect([status >= 400, headers['content-type']]).toEqual([true, 'application/json'])
          expect(body).toMatchObject({ error_code: expect.any(String), error_msg: expect.any(String) })
        }
      },
    },
    {
      fact: '`request_id` in the body is the header `X-Request-Id`',
      source: 'errors.md 1',
      check: async (trial) => {
        const { headers, body } = await trial.get(LIST, 'limit=x')
        expect(body['request_id']).toBe(headers['x-request-id'])
      },
    },
    {
      fact: '`error_code` has 8 to 12 characters, which fits every published bound',
      source: 'errors.md 1',
      check: async () => {
        for (const { code } of Object.values(API_ERRORS)) expect(code).toMatch(/^(?:WKS|APIGW)\.\d{4,8}$/)
      },
    },
    {
      fact: '`error_msg` has at most 1000 characters',
      source: 'errors.md 1',
      check: async (trial) => {
        const query = `user_name=${'x'.repeat(2000)}`
        const { status, body } = await trial.get(LIST, query, {
          headers: { 'X-Sdk-Date': '20260203T103001Z' },
          as: FORGED,
        })
        expect([status, String(body['error_msg']).length]).toEqual([401, 1000])
      },
    },
    {
      fact: 'Keystone-style paths fail as `{"error":{"code":401,"message":"…","title":"Unauthorized"}}`, the code a number',
      source: 'errors.md 1',
      check: async (trial) => {
        for (const path of ['/v3/auth/tokens', '/v3/projects', '/v3/regions', '/v3/auth/domains']) {
          const { body } = await trial.get(path, '', { as: 'nobody' })
          expect(body).toEqual({ error: { code: 401, message: expect.any(String), title: 'Unauthorized' } })
        }
      },
    },
    {
      fact: 'Other IAM paths fail with `error_code` `IAM.…` and `error_msg`',
      source: 'errors.md 1',
      check: async (trial) => {
        const { body } = await trial.post('/v3.0/OS-CREDENTIAL/securitytokens', {}, { as: 'nobody' })
        expect(body).toMatchObject({
          error_code: expect.stringMatching(/^IAM\.\d{4}$/),
          error_msg: expect.any(String),
        })
      },
    },
    {
      fact: 'Answers of IAM paths carry `X-IAM-Trace-Id`',
      source: 'api.md 10',
      check: async (trial) => {
        for (const path of ['/v3/projects', '/v3/auth/tokens']) {
          expect((await trial.get(path)).headers['x-iam-trace-id']).toMatch(/^\S+$/)
        }
      },
    },
    {
      fact: 'The official Node core reads status, code, message and request id of a failure',
      source: 'errors.md 1',
      test: {
        file: 'acceptance/src/official-operations.test.ts',
        title: '%s is refused with an exception',
      },
    },
  ],
}

/** A key that nobody has. */
const FORGED = { accessKey: 'AKNOBODY', secretKey: 'x' }
