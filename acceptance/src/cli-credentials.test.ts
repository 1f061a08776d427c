import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { deskledger, type Ended, type Ledger, newLedger, ROOT, ROOT_USER } from './ledger.fixture.js'

const ONE_HOUR_AGO = new Date(Date.now() - 3_600_000).toISOString()
const LINES = [
  { transaction_id: 'open', computer_name: 'PC-1', connection_setup_time: ONE_HOUR_AGO },
  { transaction_id: 'ended', computer_name: 'PC-2', connection_failure_reason: 'no route' },
].map((line) => ({ connection_start_time: ONE_HOUR_AGO, user_name: 'CORP\\zoe', ...line }))

/** The user who signs in. */
const USER = { DESKLEDGER_ACCOUNT: 'deskledger', DESKLEDGER_USER: 'root', DESKLEDGER_PASSWORD: ROOT_USER.password }

describe('the command line with a token, a temporary key or a password instead of a key', () => {
  let ledger: Ledger & AsyncDisposable
  /** Whose settings hold no credentials. */
  let place: Record<string, string>
  let accountToken: string
  let projectToken: { readonly token: string }
  beforeAll(async () => {
    ledger = await newLedger()
    place = { DESKLEDGER_ENDPOINT: ledger.endpoint, DESKLEDGER_PROJECT_ID: ROOT.projectId }
    await ledger.client.ingestConnectionRecords(LINES.map((line) => `${JSON.stringify(line)}\n`).join(''))
    const tokens = [
      ['token', '--for-account'],
      ['token', '--json'],
    ].map((words) => deskledger(words, { ...place, ...USER }))
    const [account, project] = await Promise.all(tokens)
    accountToken = account?.stdout.trim() ?? ''
    projectToken = JSON.parse(project?.stdout ?? '')
  })
  afterAll(() => ledger[Symbol.asyncDispose]())

  const withToken = (words: string, token: string, more = {}): Promise<Ended> =>
    deskledger(words.split(' '), { ...place, DESKLEDGER_TOKEN: token, ...more })

  it('token prints a token, alone or as JSON with what it is for', async () => {
    expect(accountToken).toMatch(/^\S{40,}$/)
    expect(projectToken).toMatchObject({ user: { name: 'root' }, project: { id: ROOT.projectId } })
  })

  it('token with a wrong password ends with 1 and prints none', async () => {
    const ended = await deskledger(['token'], { ...place, ...USER, DESKLEDGER_PASSWORD: 'not the password' })
    expect(ended).toMatchObject({ code: 1, stdout: '' })
    expect(ended.stderr).toMatch(/^deskledger: Check DESKLEDGER_ACCOUNT, .* The username or password is wrong\.\n$/)
  })

  it('status counts desktops by state', async () => {
    const [table, json] = await Promise.all(
      ['status', 'status --json'].map((words) => withToken(words, projectToken.token)),
    )
    expect([table?.code, table?.stdout.split(/\s+/).slice(0, 9)]).toEqual([
      0,
      ['OF', 'STATE', 'DESKTOPS', 'local-1', 'in', 'use', '1', 'local-1', 'ready'],
    ])
    expect(JSON.parse(json?.stdout ?? '')).toMatchObject({ statics: [{ in_use_num: 1, ready_num: 1 }] })
  })

  it('online-users counts users by hour or day', async () => {
    const { code, stdout } = await withToken('online-users --query-type WEEK', projectToken.token)
    expect(code).toBe(0)
    expect(stdout).toMatch(/^TIME +USERS\n(\d{4}-\d\d-\d\d +\d+\n){6}\d{4}-\d\d-\d\d +1\n$/)
  })

  it('list takes a temporary key', async () => {
    const key = await ledger.client.createTemporaryAccessKey({ token: projectToken.token })
    const { code, stdout } = await deskledger(['list', '--json'], {
      ...place,
      DESKLEDGER_ACCESS_KEY: key.access,
      DESKLEDGER_SECRET_KEY: key.secret,
      DESKLEDGER_SECURITY_TOKEN: key.securitytoken,
    })
    expect([code, stdout.trimEnd().split('\n')]).toEqual([0, LINES.map(() => expect.stringContaining('zoe'))])
  })

  it('list takes a user and finds the only project', async () => {
    const { code, stdout } = await deskledger(['list', '--json'], { ...place, DESKLEDGER_PROJECT_ID: '', ...USER })
    expect([code, stdout.trimEnd().split('\n')]).toEqual([0, LINES.map(() => expect.stringContaining('zoe'))])
  })

  it('admin makes a user who may read, and says what that user may do', async () => {
    const json = async (words: string) => JSON.parse((await withToken(`admin ${words} --json`, accountToken)).stdout)
    const { user_id } = await json('users create --name reader')
    await json(`grants create --policy-id workspace_read_only_access --user-id ${user_id}`)
    const key = await json(`access-keys create ${user_id}`)

    const test = `admin policies test --user-id ${user_id} --action workspace`
    const reader = { ...place, DESKLEDGER_ACCESS_KEY: key.access_key, DESKLEDGER_SECRET_KEY: key.secret_key }
    const [mayList, mayDelete, listed, denied] = await Promise.all([
      withToken(`${test}:connections:securityList`, accountToken),
      withToken(`${test}:tenants:deleteExportTasks`, accountToken),
      deskledger(['list'], reader),
      deskledger(['delete', 'unknown'], reader),
    ])
    expect(mayList).toMatchObject({ code: 0, stdout: expect.stringMatching(/^allow: /) })
    expect(mayDelete).toMatchObject({ code: 1, stdout: expect.stringMatching(/^implicit-deny: /), stderr: '' })
    expect(listed).toMatchObject({ code: 0, stdout: expect.stringContaining('zoe') })
    expect(denied).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringContaining('status 403, WKS.00081102'),
    })
  })

  it('admin takes no token of a project', async () => {
    const ended = await withToken('admin users list', projectToken.token)
    expect(ended).toMatchObject({ code: 1, stdout: '' })
    expect(ended.stderr).toContain('status 403, WKS.00081102')
  })

  it('a token ends with the password that it was got by', async () => {
    const { stdout } = await withToken('admin users list --json', accountToken)
    const [{ user_id: root }] = JSON.parse(stdout).users.filter(({ is_root }: { is_root: boolean }) => is_root)
    const change = `admin users update ${root} --password`
    const changed = await withToken(change, accountToken, { DESKLEDGER_NEW_PASSWORD: 'another password' })
    expect(changed.code).toBe(0)
    const ended = await withToken('admin users list', accountToken)
    expect(ended).toMatchObject({ code: 1, stdout: '' })
    expect(ended.stderr).toMatch(
      /^deskledger: Check DESKLEDGER_TOKEN\. .*\(status 401, APIGW\.0301, request id \w{32}\)\n$/,
    )
  })
})
