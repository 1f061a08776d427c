import { expect, vi } from 'vitest'
import type { RunningLedger } from './running-ledger.js'
import { type Call, type Json, type JsonAnswer, sendAs } from './send-as.js'
import { newName } from './serial.js'
import type { SigningKeys } from './sign-by-the-book.js'

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
  async send(method: string, path: string, call: Call = {}): Promise<JsonAnswer> {
    const target = path.includes('{project_id}') ? path.replace('{project_id}', await this.projectId()) : path
    return sendAs(this.ledger, method, target, call)
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
}

/** The records of a list. */
export function recordsOf({ body }: JsonAnswer): readonly Json[] {
  return body['records'] as readonly Json[]
}

/** The items of a task list. */
export function tasksOf({ body }: JsonAnswer): readonly Json[] {
  return body['export_tasks'] as readonly Json[]
}
