import { expect, vi } from 'vitest'
import { type Answer, ROOT_KEY, type RunningLedger } from './running-ledger.js'
import { type SigningKeys, signByTheBook, type WireRequest } from './sign-by-the-book.js'

/** A JSON object as it came. */
export type Json = Readonly<Record<string, unknown>>

/** Who sends a request: nobody, somebody with a token, or with a key. */
export type Caller = 'nobody' | { readonly token: string } | (SigningKeys & { readonly securityToken?: string })

export interface Call {
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Buffer
  /** @default the root user, by key */
  readonly as?: Caller
  /** @default by the book */
  readonly sign?: (request: WireRequest, keys: SigningKeys) => string
}

/** An answer with its body as JSON; empty when it has another type. */
export type JsonAnswer = Answer & { readonly body: Json }

/** A record as it is delivered. */
export type Line = Readonly<Record<string, string | number | boolean>>

/** A user made for one check. */
export interface NewUser {
  readonly id: string
  readonly name: string
  readonly key: SigningKeys
}

const INGEST = '/v3/{project_id}/desktops/connections'
const EXPORT = '/v3/{project_id}/desktops/connections/export'
const TASKS = '/v2/{project_id}/export-tasks'

/** Makes every request, and every name, another one. */
let serial = 0

/** One check's view of the server: a project of its own, so that checks do not see each other. */
export class Trial {
  private project: Promise<string> | undefined

  constructor(readonly ledger: RunningLedger) {}

  get now(): Date {
    return this.ledger.now
  }

  /** The project of this check; made when it is first asked for. */
  projectId(): Promise<string> {
    this.project ??= this.post('/admin/v1/projects', { name: newName() }).then(({ body }) => String(body['project_id']))
    return this.project
  }

  /** `{project_id}` in the path is the project of this check. */
  async send(
    method: string,
    path: string,
    { headers = {}, body, as = ROOT_KEY, sign = signByTheBook }: Call = {},
  ): Promise<JsonAnswer> {
    const target = path.includes('{project_id}') ? path.replace('{project_id}', await this.projectId()) : path
    const all = { Host: this.ledger.host, ...headers, ...this.proof({ method, target, headers, body }, as, sign) }
    const answer = await this.ledger.send({ method, target, headers: all, body })
    const isJson = answer.headers['content-type'] === 'application/json' && answer.bytes.byteLength > 0
    return { ...answer, body: isJson ? (JSON.parse(answer.bytes.toString()) as Json) : {} }
  }

  get(path: string, query = '', call: Call = {}): Promise<JsonAnswer> {
    return this.send('GET', query === '' ? path : `${path}?${query}`, call)
  }

  post(path: string, value: unknown, call: Call = {}): Promise<JsonAnswer> {
    const headers = { 'Content-Type': 'application/json', ...call.headers }
    return this.send('POST', path, { ...call, headers, body: JSON.stringify(value) })
  }

  /** Delivers records: t1, t2, … that started now unless they say otherwise. */
  async deliver(...lines: readonly Line[]): Promise<void> {
    const whole = lines.map((line, at) => ({
      transaction_id: `t${at + 1}`,
      connection_start_time: this.now.toISOString(),
      ...line,
    }))
    const { status, body } = await this.post(INGEST, { records: whole })
    expect([status, body]).toMatchObject([200, { rejected_count: 0 }])
  }

  /** A project that holds these records and is shared by all checks that only read them. */
  holding(lines: readonly Line[]): Promise<Trial> {
    return this.ledger.shared(JSON.stringify(lines), async () => {
      const trial = this.another()
      await trial.deliver(...lines)
      return trial
    })
  }

  /** A project that is shared by all checks to which it does not matter what is in it; its exports never begin. */
  anywhere(): Promise<Trial> {
    return this.ledger.shared('anywhere', async () => {
      const trial = this.another()
      await trial.holdExports(100)
      return trial
    })
  }

  /** Keeps the next exports CREATING, for longer than any check goes ahead. */
  holdExports(times = 1): Promise<void> {
    return this.fault({ kind: 'hold-export', seconds: 86_400, times })
  }

  /** Asks for an export. @returns the id of its task */
  async ask(query = '', call: Call = {}): Promise<string> {
    const { status, body } = await this.get(EXPORT, query, call)
    expect([status, body]).toEqual([200, { task_id: expect.any(String) }])
    return String(body['task_id'])
  }

  /** A task as it is listed. */
  async task(taskId: string): Promise<Json> {
    const [task = {}] = tasksOf(await this.get(TASKS, `task_id=${taskId}`))
    return task
  }

  /** Asks for an export and waits for its end. @returns its task */
  async exported(query = ''): Promise<Json> {
    return this.ended(await this.ask(query))
  }

  /** The task when it has ended. */
  ended(taskId: string): Promise<Json> {
    return this.until(async () => {
      const task = await this.task(taskId)
      expect(task['status']).not.toBe('CREATING')
      return task
    })
  }

  /** The task when it has that status. */
  turned(taskId: string, status: string): Promise<Json> {
    return this.until(async () => {
      const task = await this.task(taskId)
      expect(task['status']).toBe(status)
      return task
    })
  }

  /** Tries again until it no longer throws: for what the server does by itself. */
  until<T>(act: () => Promise<T>): Promise<T> {
    return vi.waitFor(act, { interval: 20, timeout: 10_000 })
  }

  /** Another project on the same server. */
  another(): Trial {
    return new Trial(this.ledger)
  }

  /** Asks for an export, waits for it and downloads it. */
  async exportedFile(query = ''): Promise<Buffer> {
    const { task_id } = await this.exported(query)
    const { status, bytes } = await this.get(`${TASKS}/${task_id}/download`)
    expect(status).toBe(200)
    return bytes
  }

  /** A CSV file that is written into its answer: as an export makes it, without the task. */
  async csv(query: string): Promise<Buffer> {
    const path = '/v2/{project_id}/connections/desktops/export'
    const { status, bytes } = await this.get(path, `format=csv&${query}`)
    expect([query, status]).toEqual([query, 200])
    return bytes
  }

  /** Asks for something to go wrong in the project of this check. */
  async fault(fault: Json): Promise<void> {
    expect(await this.post('/admin/v1/projects/{project_id}/faults', fault)).toMatchObject({ status: 201 })
  }

  /** A user with a key, who is granted these policies in the project of this check; documents become policies. */
  async user(...policies: readonly (string | Json)[]): Promise<NewUser> {
    const name = newName()
    const { body: user } = await this.post('/admin/v1/users', { name })
    const id = String(user['user_id'])
    for (const policy of policies) await this.grant(id, policy)
    const { body: key } = await this.send('POST', `/admin/v1/users/${id}/access-keys`)
    return { id, name, key: { accessKey: String(key['access_key']), secretKey: String(key['secret_key']) } }
  }

  /** Grants a policy, or a document as one, in the project of this check. @returns the id of the grant */
  async grant(userId: string, policy: string | Json): Promise<string> {
    const grant = { policy_id: await this.policyId(policy), user_id: userId, project_id: await this.projectId() }
    const { status, body } = await this.post('/admin/v1/grants', grant)
    expect([status, body]).toMatchObject([201, {}])
    return String(body['grant_id'])
  }

  private async policyId(policy: string | Json): Promise<string> {
    if (typeof policy === 'string') return policy
    const { status, body } = await this.post('/admin/v1/policies', { name: newName(), document: policy })
    expect([status, body]).toMatchObject([201, {}])
    return String(body['policy_id'])
  }

  private proof(
    {
      method,
      target,
      headers,
      body,
    }: { method: string; target: string; headers: Call['headers']; body?: Call['body'] },
    as: Caller,
    sign: NonNullable<Call['sign']>,
  ): Record<string, string> {
    if (as === 'nobody') return {}
    if ('token' in as) return { 'X-Auth-Token': as.token }
    serial += 1
    const added = {
      'X-Sdk-Date': sdkDate(this.now),
      'X-Serial': String(serial),
      ...(as.securityToken === undefined ? {} : { 'X-Security-Token': as.securityToken }),
    }
    const [path = '', ...query] = target.split('?')
    const signed = { Host: this.ledger.host, ...added, ...headers }
    const wire = { method, path, query: query.join('?'), headers: signed, body: body ?? '' }
    return { ...added, ...headers, Authorization: sign(wire, as) }
  }
}

/** The records of a list. */
export function recordsOf({ body }: JsonAnswer): readonly Json[] {
  return body['records'] as readonly Json[]
}

/** The items of a task list. */
export function tasksOf({ body }: JsonAnswer): readonly Json[] {
  return body['export_tasks'] as readonly Json[]
}

/** A name that nothing has yet. */
export function newName(): string {
  serial += 1
  return `name-${serial}`
}

/** As X-Sdk-Date writes it. */
export function sdkDate(instant: Date): string {
  return `${instant.toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`
}
