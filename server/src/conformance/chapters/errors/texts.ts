import { expect } from 'vitest'
import type { Check, Part } from '../../chapter.js'
import { type Call, sdkDate } from '../../send-as.js'
import { tokenFor } from '../../sign-in.js'

const LIST = '/v2/{project_id}/connections/desktops'

/** Begins all of them. */
const HEAD = 'Incorrect IAM authentication information: '

/** A request of this kind is answered 401 with such a text behind the one that all of them begin with. */
function tells(tail: RegExp, callOf: (trial: Parameters<Check>[0]) => Promise<Call> | Call): Check {
  return async (trial) => {
    const { status, body } = await trial.get(LIST, '', await callOf(trial))
    const message = String(body['error_msg'])
    expect([status, body['error_code'], message.slice(0, HEAD.length)]).toEqual([401, 'APIGW.0301', HEAD])
    expect(message.slice(HEAD.length)).toMatch(tail)
  }
}

export const texts: Part = {
  title: 'Texts of a 401',
  facts: [
    {
      fact: '`verify aksk signature fail, canonicalRequest:METHOD|uri|query|header:value|…||signed;headers|hash`',
      source: 'errors.md 3.1',
      check: async (trial) => {
        const uri = LIST.replace('{project_id}', await trial.projectId())
        const empty = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
        const text = `verify aksk signature fail, canonicalRequest:GET|${uri}/||host:`
        await tells(new RegExp(`^${text.replaceAll('|', '\\|')}.*\\|\\|host;x-sdk-date;x-serial\\|${empty}$`), () => ({
          as: { accessKey: 'AKNOBODY', secretKey: 'x' },
        }))(trial)
      },
    },
    {
      fact: '`AK access failed to reach the limit,forbidden`: more than 5 failures in a row',
      source: 'errors.md 3.1',
      check: tells(/^AK access failed to reach the limit,forbidden$/, async (trial) => {
        const { key } = await trial.user()
        for (let failures = 1; failures <= 6; failures += 1) {
          await trial.get(LIST, '', { as: { ...key, secretKey: 'wrong' } })
        }
        return { as: key }
      }),
    },
    {
      fact: '`decrypt token fail`: a token that cannot be read',
      source: 'errors.md 3.1',
      check: tells(/^decrypt token fail$/, () => ({ as: { token: 'nonsense' } })),
    },
    {
      fact: '`token expires, expires_at:…`',
      source: 'errors.md 3.1',
      check: async (trial) => {
        const token = await tokenFor(trial)
        await trial.projectId()
        await trial.ledger.at(new Date('2026-02-04T10:30:01Z'), () =>
          tells(/^token expires, expires_at:2026-02-04T10:30:00/, () => ({ as: { token } }))(trial),
        )
      },
    },
    {
      fact: '`x-auth-token not found`: neither a token nor a signature',
      source: 'errors.md 3.1',
      check: tells(/^x-auth-token not found/, () => ({ as: 'nobody' })),
    },
    {
      fact: '`signature expired, signature time:T1,server time:T2`: more than 15 minutes between the clocks',
      source: 'errors.md 3.1',
      check: tells(/^signature expired, signature time:20260203T101459Z,server time:20260203T103000Z$/, (trial) => ({
        headers: { 'X-Sdk-Date': sdkDate(new Date(trial.now.getTime() - 901_000)) },
      })),
    },
  ],
}
