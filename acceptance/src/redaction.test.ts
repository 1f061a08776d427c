import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { type Ledger, newLedger } from './ledger.fixture.js'
import { sendTelltales, type Telltales } from './telltale-requests.fixture.js'

/** A server that logs whatever it can, the headers of every request included. */
function talkativeLedger(redaction: 'on' | 'off'): Promise<Ledger & AsyncDisposable> {
  return newLedger({
    NODE_OPTIONS: `--import ${fileURLToPath(new URL('./headers-logged.mjs', import.meta.url))}`,
    REDACTION: redaction,
    DESKLEDGER_LOG_LEVEL: 'trace',
    DESKLEDGER_METRICS_PORT: '0',
    DESKLEDGER_FAULTS: 'true',
  })
}

/** Names of what stands in a text, in any spelling it might have there. */
function foundIn(text: string, secrets: ReadonlyMap<string, string>): string[] {
  const spellings = (secret: string): string[] => [
    secret,
    encodeURIComponent(secret),
    Buffer.from(secret).toString('base64').replaceAll('=', ''),
  ]
  return [...secrets].filter(([, secret]) => spellings(secret).some((one) => text.includes(one))).map(([name]) => name)
}

async function auditText({ client, dataDirectory }: Ledger): Promise<string> {
  const entries: unknown[] = []
  for await (const entry of client.admin.auditEntries()) entries.push(entry)
  expect(entries.length).toBeGreaterThan(10)
  const directory = join(dataDirectory, 'audit')
  const files = await readdir(directory)
  const texts = await Promise.all(files.map((file) => readFile(join(directory, file), 'utf8')))
  return JSON.stringify(entries) + texts.join('\n')
}

/** Everything was sent, and said so by its answer: a secret that never came could not be found. */
function expectSent({ credentials, texts, statuses, refusals }: Telltales): void {
  for (const [name, secret] of [...credentials, ...texts]) expect([name, secret.length > 12]).toEqual([name, true])
  expect(new Set(statuses)).toEqual(new Set([200, 201, 400, 401, 404, 415, 431, 500]))
  expect(refusals.length).toBeGreaterThan(25)
}

it('no credential and no text of a record gets into log, metrics, refusals or audit log, however it is sent', async () => {
  await using ledger = await talkativeLedger('on')
  const telltales = await sendTelltales(ledger)
  expectSent(telltales)
  const secrets = new Map([...telltales.credentials, ...telltales.texts])
  const [, metricsUrl = ''] = /^metrics on (http:\S+)$/m.exec(ledger.greeting()) ?? []
  const places = {
    log: ledger.log(),
    metrics: await (await fetch(metricsUrl)).text(),
    audit: await auditText(ledger),
    refusals: telltales.refusals.join('\n'),
  }
  expect(places.log).toContain('request came')
  expect(places.log).toContain('[secret]')
  for (const [place, text] of Object.entries(places)) expect([place, foundIn(text, secrets)]).toEqual([place, []])
})

it('is noticed when the logger does not redact (the control)', async () => {
  await using ledger = await talkativeLedger('off')
  const { credentials } = await sendTelltales(ledger)
  const found = foundIn(ledger.log(), credentials)
  for (const name of ['token', 'made-up token', 'token in the session cookie', 'security token', 'signature 0']) {
    expect(found).toContain(name)
  }
})
