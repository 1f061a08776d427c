import { expect } from 'vitest'
import type { Check, Part } from '../../chapter.js'
import { fails } from '../../checks.js'
import { askForKey } from '../tokens/ask-for-key.js'

const LIST = '/v2/{project_id}/connections/desktops'
const TASKS = '/v2/{project_id}/export-tasks'
const DELETE = `${TASKS}/batch-delete`
const JSON_TYPE = { 'Content-Type': 'application/json' }

/** A failure that an operator asked for, since the real ones take a broken disk. */
function onDemand(status: number, code: string): Check {
  return async (trial) => {
    await trial.fault({ kind: 'refuse', status })
    await fails('GET', LIST, [status, code])(trial)
  }
}

export const codes: Part = {
  title: 'Status and code',
  facts: [
    {
      fact: '400 `WKS.00211102`: a parameter is invalid',
      source: 'errors.md 2',
      check: fails('GET', `${LIST}?limit=x`, [400, 'WKS.00211102']),
    },
    {
      fact: '400 `WKS.0001`: the message is empty',
      source: 'errors.md 2',
      check: fails('POST', DELETE, [400, 'WKS.0001'], { headers: JSON_TYPE }),
    },
    {
      fact: '400 `APIGW.0201`: the request cannot be read',
      source: 'errors.md 3',
      check: fails('GET', LIST, [400, 'APIGW.0201'], { headers: { Expect: 'a miracle' } }),
    },
    {
      fact: '401 `APIGW.0301`: incorrect IAM authentication information',
      source: 'errors.md 3',
      check: fails('GET', LIST, [401, 'APIGW.0301'], { as: 'nobody' }),
    },
    {
      fact: '403 `WKS.00081102`: no permission',
      source: 'errors.md 2',
      check: async (trial) => {
        await fails('GET', LIST, [403, 'WKS.00081102'], { as: (await trial.user()).key })(trial)
      },
    },
    {
      fact: '403 `APIGW.0310`: the project is unavailable',
      source: 'errors.md 3',
      check: async (trial) => {
        const path = `/admin/v1/projects/${await trial.projectId()}`
        await trial.send('PATCH', path, { headers: JSON_TYPE, body: '{"enabled":false}' })
        await fails('GET', LIST, [403, 'APIGW.0310'])(trial)
      },
    },
    {
      fact: '404 `APIGW.0101`: the API does not exist',
      source: 'errors.md 3',
      check: fails('GET', '/v2/{project_id}/nowhere', [404, 'APIGW.0101']),
    },
    {
      fact: '404 `WKS.00211902`: there is no such resource',
      source: 'errors.md 2',
      check: fails('GET', `${TASKS}/unknown/download`, [404, 'WKS.00211902']),
    },
    {
      fact: '405 `WKS.00000405`: the method is not allowed',
      source: 'errors.md 2',
      check: fails('DELETE', LIST, [405, 'WKS.00000405']),
    },
    {
      fact: '409 `WKS.00211103`: a conflict',
      source: 'errors.md 2',
      check: async (trial) => {
        await trial.holdExports()
        await fails('GET', `${TASKS}/${await trial.ask()}/download`, [409, 'WKS.00211103'])(trial)
      },
    },
    {
      fact: '413 `APIGW.0201`: the body is too large',
      source: 'errors.md 3',
      check: fails('POST', DELETE, [413, 'APIGW.0201'], { headers: JSON_TYPE, body: ' '.repeat(12 * 1_048_576 + 1) }),
    },
    {
      fact: '414 `APIGW.0201`: the URI is too large',
      source: 'errors.md 3',
      check: fails('GET', `${LIST}?x=${'x'.repeat(32_768)}`, [414, 'APIGW.0201'], { as: 'nobody' }),
    },
    {
      fact: '415 `WKS.00000415`: the media type is not supported',
      source: 'errors.md 2',
      check: fails('POST', DELETE, [415, 'WKS.00000415'], { headers: { 'Content-Type': 'text/csv' }, body: '{}' }),
    },
    {
      fact: '429 `APIGW.0308`: throttled',
      source: 'errors.md 3',
      check: onDemand(429, 'APIGW.0308'),
    },
    { fact: '500 `WKS.00211401`: the operation failed', source: 'errors.md 2', check: onDemand(500, 'WKS.00211401') },
    { fact: '503 `WKS.00050902`: unavailable', source: 'errors.md 2', check: onDemand(503, 'WKS.00050902') },
  ],
}

export const identityCodes: Part = {
  title: 'Codes of IAM paths',
  facts: [
    {
      fact: '400 `IAM.0073` for an invalid value, `IAM.0011` for an unusable body',
      source: 'errors.md 4',
      check: async (trial) => {
        expect((await askForKey(trial, { id: 'x', duration_seconds: 1 })).body['error_code']).toBe('IAM.0073')
        const path = '/v3.0/OS-CREDENTIAL/securitytokens'
        await fails('POST', path, [400, 'IAM.0011'], { as: 'nobody', headers: JSON_TYPE })(trial)
      },
    },
    {
      fact: '401 `IAM.0001`: authentication required',
      source: 'errors.md 4',
      check: async (trial) => {
        const { status, body } = await askForKey(trial, { id: 'nonsense' })
        expect([status, body['error_code']]).toEqual([401, 'IAM.0001'])
      },
    },
  ],
}
