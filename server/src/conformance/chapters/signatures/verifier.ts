import { createHash } from 'node:crypto'
import { expect } from 'vitest'
import type { Part } from '../../chapter.js'
import { all } from '../../checks.js'
import { ROOT_KEY } from '../../running-ledger.js'
import type { Call } from '../../send-as.js'
import { signByTheBook } from '../../sign-by-the-book.js'
import { accepts, MISMATCH, rejects } from './try.js'

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

export const verifier: Part = {
  title: 'What the server checks',
  facts: [
    {
      fact: 'An `Authorization` of another form is a 401',
      source: 'auth.md 2.1',
      check: rejects(
        /: authorization cannot be read/,
        { rewrite: () => 'SDK-HMAC-SHA256 nonsense' },
        { rewrite: (text) => text.replace('SignedHeaders=', 'Headers=') },
      ),
    },
    {
      fact: 'An unknown access key is a 401',
      source: 'auth.md 2.1',
      check: rejects(MISMATCH, { as: { accessKey: 'AKNOBODY', secretKey: 'x' } }),
    },
    {
      fact: 'A signed header that was not sent is a 401',
      source: 'auth.md 2',
      check: rejects(/: header x-gone not found/, { deviations: { signedHeaders: ['host', 'x-gone', 'x-sdk-date'] } }),
    },
    {
      fact: 'A signed header that was sent twice is a 401',
      source: 'auth.md 2',
      test: { file: 'signing/src/read-claim.test.ts', title: 'refuses a signed header sent twice' },
    },
    {
      fact: '`X-Security-Token` that is not signed is a 401',
      source: 'auth.md 2',
      check: rejects(/: header x-security-token has to be signed/, {
        headers: { 'X-Security-Token': 'x' },
        deviations: { signedHeaders: ['host', 'x-sdk-date'] },
      }),
    },
    {
      fact: 'A literal `+` in the query is a plus sign; empty pieces are skipped; a missing `=` is an empty value',
      source: 'auth.md 2.1',
      check: accepts(
        { query: 'user_name=a+b', deviations: { query: 'user_name=a%2Bb' } },
        { query: '&limit=1&&user_name', deviations: { query: 'limit=1&user_name=' } },
      ),
    },
    {
      fact: 'A path that the Node client encodes a second time is accepted',
      source: 'auth.md 2.1, 2.3',
      check: async (trial) => {
        const project = await trial.projectId()
        const escaped = `/v2/%${project.charCodeAt(0).toString(16)}${project.slice(1)}/connections/desktops`
        const sign: Call['sign'] = (request, keys) =>
          signByTheBook(request, keys, { uri: `${escaped.replace('%', '%25')}/` })
        expect((await trial.get(escaped, '', { sign })).status).toBe(200)
        expect((await trial.get(escaped)).status).toBe(200)
      },
    },
    {
      fact: 'Without `X-Sdk-Content-Sha256`, the body itself is hashed, also that of a GET',
      source: 'auth.md 2.2',
      check: all(
        accepts({ body: '{}' }, { deviations: { payloadHash: sha256('') } }),
        rejects(MISMATCH, { body: '{}', deviations: { payloadHash: sha256('') } }),
      ),
    },
    {
      fact: '`X-Sdk-Content-Sha256` has to be the hash of the body',
      source: 'auth.md 2.2',
      check: all(
        accepts({ headers: { 'X-Sdk-Content-Sha256': sha256('{}') }, body: '{}' }),
        rejects(/: X-Sdk-Content-Sha256 is not the hash of the body/, {
          headers: { 'X-Sdk-Content-Sha256': sha256('{ }') },
          body: '{}',
        }),
      ),
    },
    {
      fact: '`UNSIGNED-PAYLOAD` without a body is signed as this word (Node, Go, Java) or as no body (Python)',
      source: 'auth.md 2.2',
      check: accepts(
        { headers: { 'X-Sdk-Content-Sha256': 'UNSIGNED-PAYLOAD' } },
        { headers: { 'X-Sdk-Content-Sha256': 'UNSIGNED-PAYLOAD' }, deviations: { payloadHash: sha256('') } },
      ),
    },
    {
      fact: 'After more than 5 failures in a row a key is refused for 5 minutes',
      source: 'auth.md 2.1',
      check: async (trial) => {
        const { key } = await (await trial.anywhere()).user('workspace_full_access')
        const wrong = { as: { ...key, secretKey: 'x' } }
        for (let failures = 1; failures <= 5; failures += 1) await rejects(MISMATCH, wrong)(trial)
        await accepts({ as: key })(trial)
        for (let failures = 1; failures <= 6; failures += 1) await rejects(MISMATCH, wrong)(trial)
        await rejects(/: AK access failed to reach the limit,forbidden$/, { as: key })(trial)
        await trial.ledger.at(new Date(trial.now.getTime() + 300_000), () => accepts({ as: key })(trial))
      },
    },
  ],
}

export const derivedKeys: Part = {
  title: 'V11-HMAC-SHA256, and other algorithms',
  facts: [
    {
      fact: 'The date of the derived key is the day of `X-Sdk-Date`',
      source: 'auth.md 3',
      check: rejects(/: the derived key has to be for the day of X-Sdk-Date/, {
        as: { ...ROOT_KEY, derivedFor: 'local-1/workspace' },
        deviations: { info: '20260202/local-1/workspace' },
      }),
    },
    {
      fact: 'Region and service of the derived key are those of this server',
      source: 'auth.md 3',
      check: rejects(
        /: the derived key has to be for .* local-1\/workspace/,
        { as: { ...ROOT_KEY, derivedFor: 'elsewhere/workspace' } },
        { as: { ...ROOT_KEY, derivedFor: 'local-1/ecs' } },
      ),
    },
    {
      fact: 'Another algorithm (`SDK-HMAC-SM3`, `SDK-ECDSA-P256-SHA256`, `SDK-SM2-SM3`) is a 401 that names those supported',
      source: 'auth.md 3',
      check: rejects(
        /is not supported, use SDK-HMAC-SHA256 or V11-HMAC-SHA256/,
        ...['SDK-HMAC-SM3', 'SDK-ECDSA-P256-SHA256', 'SDK-SM2-SM3'].map((name) => ({
          rewrite: (text: string) => text.replace('SDK-HMAC-SHA256', name),
        })),
      ),
    },
  ],
}
