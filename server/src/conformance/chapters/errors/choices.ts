import { expect } from 'vitest'
import type { Choice, Difference } from '../../chapter.js'
import { all, fails } from '../../checks.js'
import { setPassword, tokenFor } from '../../sign-in.js'

const LIST = '/v2/{project_id}/connections/desktops'
const DELETE = '/v2/{project_id}/export-tasks/batch-delete'
const FORGED = { accessKey: 'AKNOBODY', secretKey: 'x' }

export const choices: readonly Choice[] = [
  {
    silence: 'A known path with another method: the service says 405, its gateway 404',
    choice: '405 `WKS.00000405`, with `Allow`',
    because: 'it says what is wrong',
    check: async (trial) => {
      const { status, headers } = await trial.send('PUT', LIST)
      expect([status, headers.allow]).toEqual([405, 'GET'])
    },
  },
  {
    silence: 'The code of a 401: `APIGW.0301` of the gateway, `WKS.00211302` of the service',
    choice: '`APIGW.0301`',
    because: 'its texts are documented, and scripts look for them',
    check: all(
      fails('GET', LIST, [401, 'APIGW.0301'], { as: 'nobody' }),
      fails('GET', LIST, [401, 'APIGW.0301'], { as: { token: 'x' } }),
      fails('GET', LIST, [401, 'APIGW.0301'], { as: FORGED }),
    ),
  },
  {
    silence: 'A token whose user changed: `APIGW.0307` says "the token must be updated"',
    choice: '`APIGW.0301` with this text',
    because: 'clients treat every 401 alike',
    check: async (trial) => {
      const { id, name } = await trial.user('wks_adm')
      await setPassword(trial, id, 'password of a user')
      const token = await tokenFor(trial, { name, password: 'password of a user' })
      await trial.grant(id, 'te_admin')
      const { body } = await trial.get(LIST, '', { as: { token } })
      expect(body).toMatchObject({
        error_code: 'APIGW.0301',
        error_msg: expect.stringContaining(': the token must be updated'),
      })
    },
  },
  {
    silence: 'When to try again after 429 and 503',
    choice: '`Retry-After`: 10 and 5 seconds',
    because: 'clients would guess',
    test: { file: 'http/src/app.test.ts', title: 'tells a client to come back when the disk is full' },
  },
  {
    silence: 'What a 500 tells',
    choice: 'nothing of the inside; the log has the request id',
    because: 'messages of engines hold data',
    test: { file: 'http/src/app.test.ts', title: 'does not tell what went wrong inside' },
  },
  {
    silence: 'Statuses that a list of an operation leaves out, like 403 for the export center',
    choice: 'they are answered anyway',
    because: 'the lists are short where the pages are cut',
    check: async (trial) => {
      const { key } = await trial.user()
      for (const path of ['/v2/{project_id}/export-tasks', '/v3/{project_id}/desktops/connections/export']) {
        await fails('GET', path, [403, 'WKS.00081102'], { as: key })(trial)
      }
    },
  },
]

export const differences: readonly Difference[] = [
  {
    published: 'An unknown access key is told as `Get secretKey failed,ak:AK,err:ak not exist`',
    source: 'errors.md 3.1',
    here: 'as a wrong signature',
    because: 'nobody should find out which keys there are',
    check: async (trial) => {
      const { body } = await trial.get(LIST, '', { as: FORGED })
      expect(body['error_msg']).toMatch(/: verify aksk signature fail/)
    },
  },
  {
    published: 'Too large headers are 494',
    source: 'errors.md 3',
    here: '431',
    because: '494 is not a registered status, and 431 is its standard form (RFC 6585)',
    check: fails('GET', LIST, [431, 'APIGW.0201'], { headers: { 'X-Large': 'x'.repeat(32_769) } }),
  },
  {
    published: 'A URI may have 32 KB, all headers 128 KB, a token 40,000 characters',
    source: 'errors.md 3',
    here: 'a URI 8,192 bytes, all headers 16,384 bytes together; tokens have 43 characters',
    because: 'every connection may keep so much memory busy; three names of 255 Chinese characters fit',
    check: all(
      fails('GET', `/nowhere?x=${'x'.repeat(8_192 - 11)}`, [404, 'APIGW.0101'], { as: 'nobody' }),
      fails('GET', `/nowhere?x=${'x'.repeat(8_192 - 10)}`, [414, 'APIGW.0201'], { as: 'nobody' }),
      fails('GET', '/nowhere', [431, 'APIGW.0201'], { as: { token: 'x'.repeat(16_384) } }),
    ),
  },
  {
    published: 'A body may have 12 MB',
    source: 'errors.md 3',
    here: '64 KiB; a delivery of records more',
    because: 'the largest valid body, 200 task ids, is a fifth of it',
    check: all(
      fails('POST', DELETE, [400, 'WKS.00211102'], {
        headers: { 'Content-Type': 'application/json' },
        body: ' '.repeat(65_536),
      }),
      fails('POST', DELETE, [413, 'APIGW.0201'], {
        headers: { 'Content-Type': 'application/json' },
        body: ' '.repeat(65_537),
      }),
    ),
  },
]
