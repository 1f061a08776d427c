import type { Fact, Part } from '../../chapter.js'
import { all } from '../../checks.js'
import { ROOT_KEY } from '../../running-ledger.js'
import { accepts, MISMATCH, rejects } from './try.js'

const VECTORS = 'signing/src/vectors/verify-vectors.test.ts'

/** What the official clients sign on a plain GET (spec/auth.md 2). */
const CLIENTS: Readonly<Record<string, readonly string[]>> = {
  Node: ['content-type', 'host', 'x-sdk-date'],
  Python: ['content-type', 'host', 'user-agent', 'x-sdk-date'],
  Go: ['user-agent', 'x-sdk-date'],
  Java: ['host', 'user-agent', 'x-sdk-date'],
}

const SENT = { 'Content-Type': 'application/json', 'User-Agent': 'client/1.0' }

export const algorithm: Part = {
  title: 'SDK-HMAC-SHA256',
  facts: [
    {
      fact: 'A request signed by the published text is accepted, and refused under another secret key',
      source: 'auth.md 2',
      check: all(accepts({}), rejects(MISMATCH, { as: { ...ROOT_KEY, secretKey: 'another' } })),
    },
    {
      fact: 'The worked examples and recordings of official clients are accepted, forged ones refused',
      source: 'auth.md 2, 2.3',
      test: { file: VECTORS, title: '%s is accepted' },
    },
    {
      fact: 'What must be refused is refused, for its own reason',
      source: 'auth.md 2.1',
      test: { file: VECTORS, title: 'and every invalid vector stands in one of these tables' },
    },
    {
      fact: 'The signature has 64 hex digits in lower case',
      source: 'auth.md 2',
      check: rejects(/: authorization cannot be read/, {
        rewrite: (text) => text.replace(/[0-9a-f]{64}$/, (digits) => digits.toUpperCase()),
      }),
    },
    {
      fact: 'Parts of `Authorization` are separated by a comma, with or without a space',
      source: 'auth.md 2',
      check: accepts({ rewrite: (text) => text.replaceAll(', ', ',') }),
    },
    {
      fact: 'The path is signed with a `/` at its end, though it is sent without',
      source: 'auth.md 2',
      check: async (trial) => {
        const uri = `/v2/${await (await trial.anywhere()).projectId()}/connections/desktops`
        await rejects(MISMATCH, { deviations: { uri } })(trial)
        await accepts({ deviations: { uri: `${uri}/` } })(trial)
      },
    },
    {
      fact: 'Query parameters are signed sorted by key, whatever order they are sent in',
      source: 'auth.md 2',
      check: all(
        accepts({ query: 'offset=1&limit=2', deviations: { query: 'limit=2&offset=1' } }),
        rejects(MISMATCH, { query: 'offset=1&limit=2', deviations: { query: 'offset=1&limit=2' } }),
      ),
    },
    {
      fact: 'Query parameters are signed percent-encoded: space `%20`, `+` as `%2B`, `*` as `%2A`, no value as `key=`',
      source: 'auth.md 2',
      check: accepts(
        { query: 'user_name=a%20b', deviations: { query: 'user_name=a%20b' } },
        { query: 'user_name=a+b', deviations: { query: 'user_name=a%2Bb' } },
        { query: 'user_name=a*b', deviations: { query: 'user_name=a%2Ab' } },
        { query: 'user_name', deviations: { query: 'user_name=' } },
      ),
    },
    {
      fact: 'Headers are signed in the order of SignedHeaders',
      source: 'auth.md 2, 2.1',
      check: accepts({ deviations: { signedHeaders: ['x-sdk-date', 'host'] } }),
    },
    {
      fact: 'A header value is signed without outer white space, inner runs kept',
      source: 'auth.md 2',
      check: accepts({ headers: { 'X-Note': '  a   b  ' } }),
    },
    {
      fact: '`X-Sdk-Date` has to be signed',
      source: 'auth.md 2',
      check: rejects(/: header x-sdk-date has to be signed/, { deviations: { signedHeaders: ['host'] } }),
    },
    {
      fact: '`X-Sdk-Date` is `YYYYMMDDTHHMMSSZ`',
      source: 'auth.md 2',
      check: rejects(
        /: x-sdk-date cannot be read/,
        { headers: { 'X-Sdk-Date': '2026-02-03T10:30:00Z' } },
        { headers: { 'X-Sdk-Date': '20260203T103000' } },
      ),
    },
    {
      fact: '`X-Sdk-Date` is at most 15 minutes off, either way',
      source: 'auth.md 2',
      check: all(
        accepts({ headers: { 'X-Sdk-Date': '20260203T101500Z' } }, { headers: { 'X-Sdk-Date': '20260203T104500Z' } }),
        rejects(
          /: signature expired/,
          { headers: { 'X-Sdk-Date': '20260203T101459Z' } },
          { headers: { 'X-Sdk-Date': '20260203T104501Z' } },
        ),
      ),
    },
    ...Object.entries(CLIENTS).map(
      ([client, names]): Fact => ({
        fact: `What the ${client} client signs is enough: \`${[...names, 'x-project-id'].sort().join(';')}\``,
        source: 'auth.md 2',
        check: async (trial) => {
          const headers = { ...SENT, 'X-Project-Id': await (await trial.anywhere()).projectId() }
          await accepts({ headers, deviations: { signedHeaders: [...names, 'x-project-id'].sort() } })(trial)
        },
      }),
    ),
  ],
}
