import type {
  AuthDomainList,
  BrowserSession,
  ConnectionRanking,
  ConnectionRecordPage,
  ConnectionRecordView,
  ConnectionSeries,
  DesktopStatusCounts,
  ExportEstimate,
  ExportTaskDetail,
  ExportTaskItem,
  ExportTaskPage,
  ExportTaskReference,
  IngestResult,
  OnlineUserCounts,
  OperationId,
  ProjectList,
  QueryOf,
  RegionList,
  SignedManifest,
  SigningKeyList,
  TemporaryAccessKey,
  TokenDescription,
} from '@deskledger/contract'
import { Administration } from './administration.js'
import type { ClientOptions } from './client-options.js'
import { type RecordFilter, walkRecords } from './connection-records.js'
import { checkCredentials, headerToken, type PasswordCredentials } from './credentials.js'
import { type Download, type FileRange, rangeHeader } from './download.js'
import { type ExportState, lookAtTask } from './export-state.js'
import { type ExportTaskFilter, walkExportTasks } from './export-tasks.js'
import { type ExportOptions, finishedExport } from './finished-export.js'
import { collectBody, type NdjsonSource } from './ingest-body.js'
import { type IssuedToken, readIssuedToken, type TokenOrder, tokenRequest } from './issue-token.js'
import { randomNonce } from './nonce.js'
import type { CallOptions, OperationRequest, RequestOf, ResultOf } from './operation-call.js'
import { sendOperation } from './operation-sender.js'
import { OwnProject } from './own-project.js'
import type { WalkOptions } from './pages.js'
import { type Prover, proverOf } from './proof.js'
import { readJson } from './read-answer.js'
import { normalEndpoint } from './request-url.js'
import { Transport } from './transport.js'
import { type ExportedFile, verifiedFile } from './verified-file.js'

/**
 * The connection ledger over HTTP, in Node and in the browser: a method for each operation, {@link admin} for those of
 * administration. It works against deskledger and against the Workspace endpoint of a cloud; what is marked **extension**
 * exists in deskledger only.
 *
 * Every method throws an {@link ApiError} of the class of its status, or a {@link ConnectionError}. What is safe to repeat
 * is repeated (see {@link RetryOptions}): after 429 and 503 everything, after a lost connection everything but what would
 * be done twice, as by `exportUserConnection`, of which nobody knows whether it created a task.
 */
export class DeskledgerClient {
  readonly #transport: Transport
  readonly #prover: Prover
  readonly #project: OwnProject
  readonly #clock: () => Date
  readonly #admin: Administration

  /** @throws {TypeError} an endpoint is not an absolute http or https address, or the credentials are not of one kind */
  constructor({
    endpoint,
    iamEndpoint = endpoint,
    projectId,
    fetch,
    clock,
    newNonce,
    retry,
    ...credentials
  }: ClientOptions) {
    if (projectId === '') throw new TypeError('projectId must not be empty')
    checkCredentials(credentials)
    this.#clock = clock ?? (() => new Date())
    this.#prover = proverOf(credentials, (order, signal) => this.createToken(order, { signal }), this.#clock)
    this.#project = new OwnProject(projectId, (signal) => this.listProjects({}, { signal }))
    this.#transport = new Transport({
      endpoint: normalEndpoint('endpoint', endpoint),
      iamEndpoint: normalEndpoint('iamEndpoint', iamEndpoint),
      prove: this.#prover.prove,
      projectId: (signal) => this.#project.id(signal),
      fetch: fetch ?? ((url, init) => globalThis.fetch(url, init)),
      clock: this.#clock,
      newNonce: newNonce ?? randomNonce,
      retry: retry ?? {},
    })
    this.#admin = new Administration((id, request, options) => sendOperation(this.#transport, id, request, options))
  }

  /** **Extension.** Accounts, projects, users, groups, access keys, policies, grants, faults and the audit log. */
  get admin(): Administration {
    return this.#admin
  }

  /**
   * Sends any operation of the contract by its id, for example
   * `call('ShowUser', { path: { user_id: 'u1' } })`. The project of a path is the client's own unless one is given.
   */
  call<Id extends OperationId>(id: Id, request: RequestOf<Id>, options?: CallOptions): Promise<ResultOf<Id>>
  call(id: OperationId, request: OperationRequest, options?: CallOptions): Promise<unknown> {
    return sendOperation(this.#transport, id, request, options)
  }

  /**
   * Asks for an export; the answer is the id of its task. `format`, `compression`, `time_zone` and `columns` are extensions.
   */
  exportUserConnection(
    query: QueryOf<'ExportUserConnectionNew'> = {},
    options?: CallOptions,
  ): Promise<ExportTaskReference> {
    return this.call('ExportUserConnectionNew', { query }, options)
  }

  /**
   * **Extension.** What an export would be like: its rows, counted, and roughly its bytes and seconds. Nothing is created.
   */
  estimateExport(query: QueryOf<'EstimateExport'> = {}, options?: CallOptions): Promise<ExportEstimate> {
    return this.call('EstimateExport', { query }, options)
  }

  /** One page of connection records, newest first. `start_time` and `end_time` go together. */
  listLoginRecords(query: QueryOf<'ListLoginRecordsNew'> = {}, options?: CallOptions): Promise<ConnectionRecordPage> {
    return this.call('ListLoginRecordsNew', { query }, options)
  }

  /**
   * Connection records as a file in the answer itself: no task, no digest, no known length, nothing to take up again. The
   * published API is to drop it; prefer {@link exportConnections}. The body must be read to its end or cancelled.
   */
  exportUserLoginInfo(query: QueryOf<'ExportUserLoginInfoNew'> = {}, options?: CallOptions): Promise<Download> {
    return this.call('ExportUserLoginInfoNew', { query }, options)
  }

  /** How many users were online in each hour or day. One of `query_type` and the two times is needed. */
  listHistoryOnlineInfo(query: QueryOf<'ListHistoryOnlineInfoNew'>, options?: CallOptions): Promise<OnlineUserCounts> {
    return this.call('ListHistoryOnlineInfoNew', { query }, options)
  }

  /**
   * **Extension.** Connections, failures, users and latencies by hour, day or month; of the last 24 hours unless
   * `start_time` and `end_time` are given, with the filters of {@link listLoginRecords}.
   */
  showConnectionSeries(query: QueryOf<'ShowConnectionSeries'> = {}, options?: CallOptions): Promise<ConnectionSeries> {
    return this.call('ShowConnectionSeries', { query }, options)
  }

  /**
   * **Extension.** Users, desktops, networks and the like with most connections, failures, time or latency; of the last 24
   * hours unless `start_time` and `end_time` are given. The parameter that `filter` names finds the connections of an item.
   */
  listConnectionRanking(
    query: QueryOf<'ListConnectionRanking'> = {},
    options?: CallOptions,
  ): Promise<ConnectionRanking> {
    return this.call('ListConnectionRanking', { query }, options)
  }

  /** How many desktops are in which state. */
  listInstancesStatus(options?: CallOptions): Promise<DesktopStatusCounts> {
    return this.call('ListInstancesStatus', {}, options)
  }

  /** One page of the export center. */
  listExportTasks(query: QueryOf<'ListExportTasks'> = {}, options?: CallOptions): Promise<ExportTaskPage> {
    return this.call('ListExportTasks', { query }, options)
  }

  /**
   * Opens the file of a finished task, or a range of it. The body must be read to its end or cancelled.
   * @throws {ConflictError} the task is CREATING or FAIL
   * @throws {NotFoundError} there is no such task, or its file has expired
   */
  async downloadExportFile(
    taskId: string,
    { range, ...options }: CallOptions & { readonly range?: FileRange | undefined } = {},
  ): Promise<Download> {
    const headers = range === undefined ? {} : { Range: rangeHeader(range) }
    return sendOperation(this.#transport, 'DownloadExportFile', { path: { task_id: taskId }, headers }, options)
  }

  /** Deletes tasks with their files, 1 to 200 of them; unknown ids are ignored. */
  deleteExportTasks(taskIds: readonly string[], options?: CallOptions): Promise<void> {
    return this.call('DeleteExportTasks', { body: { task_ids: [...taskIds] } }, options)
  }

  /**
   * **Extension.** Delivers connection records, one JSON object per line. Delivering again changes nothing, so a lost
   * delivery is repeated. The body is held in memory: split what is larger than some ten megabytes.
   * @param options `atomic` takes all lines or none; `gzip` compresses the body on the way. Both are off by default.
   * @throws {LinesRefusedError} the delivery was atomic and a line was refused
   */
  async ingestConnectionRecords(
    ndjson: NdjsonSource,
    {
      atomic,
      gzip = false,
      signal,
    }: CallOptions & { readonly atomic?: boolean | undefined; readonly gzip?: boolean | undefined } = {},
  ): Promise<IngestResult> {
    const body = await collectBody(ndjson, gzip)
    const headers = { 'Content-Type': 'application/x-ndjson', ...(gzip ? { 'Content-Encoding': 'gzip' } : {}) }
    const call = { query: { atomic }, headers, body, signal }
    return this.#transport.send('IngestConnectionRecords', call, readJson<IngestResult>)
  }

  /** **Extension.** One task with its progress, size and digest. */
  showExportTask(taskId: string, options?: CallOptions): Promise<ExportTaskDetail> {
    return this.call('ShowExportTask', { path: { task_id: taskId } }, options)
  }

  /**
   * **Extension.** The signed manifest of a finished task's file: rows, bytes and digest, the query and cut-off it answers.
   * {@link readManifest} tells what it says; `deskledger verify` checks it.
   */
  showExportManifest(taskId: string, options?: CallOptions): Promise<SignedManifest> {
    return this.call('ShowExportManifest', { path: { task_id: taskId } }, options)
  }

  /** **Extension.** The public keys that manifests and checkpoints are signed with, oldest first; needs no credentials. */
  listSigningKeys(options?: CallOptions): Promise<SigningKeyList> {
    return this.call('ListSigningKeys', {}, options)
  }

  /**
   * Gets a token for a user name and password, whoever this client is. A client made with a password does so by itself.
   * @throws {AuthenticationError} account, user or password is wrong; which of them is not told
   */
  createToken(order: TokenOrder, { signal }: CallOptions = {}): Promise<IssuedToken> {
    const headers = { 'Content-Type': 'application/json' }
    const call = { query: { nocatalog: 'true' }, headers, body: JSON.stringify(tokenRequest(order)), signal }
    return this.#transport.send('KeystoneCreateUserTokenByPassword', call, readIssuedToken)
  }

  /** What a token of one's own account is for, and when it ends. */
  async describeToken(token: string, options?: CallOptions): Promise<TokenDescription['token']> {
    const request = { query: { nocatalog: 'true' }, headers: { 'X-Subject-Token': headerToken(token) } }
    return (await sendOperation(this.#transport, 'KeystoneValidateToken', request, options)).token
  }

  /**
   * **Extension.** Signs the browser that runs this in: a client with `session: 'cookie'` then acts for the user, until
   * the session ends or is ended.
   * @throws {AuthenticationError} account, user or password is wrong; which of them is not told
   */
  createBrowserSession(user: PasswordCredentials, options?: CallOptions): Promise<BrowserSession> {
    const { account, userName, password } = user
    return this.call('CreateBrowserSession', { body: { account, user_name: userName, password } }, options)
  }

  /** **Extension.** Whom the browser's session stands for. */
  showBrowserSession(options?: CallOptions): Promise<BrowserSession> {
    return this.call('ShowBrowserSession', {}, options)
  }

  /** **Extension.** Ends the browser's session. */
  deleteBrowserSession(options?: CallOptions): Promise<void> {
    return this.call('DeleteBrowserSession', {}, options)
  }

  /** The projects that these credentials reach. */
  listProjects(query: QueryOf<'KeystoneListProjects'> = {}, options?: CallOptions): Promise<ProjectList> {
    return this.call('KeystoneListProjects', { query }, options)
  }

  /** The regions; deskledger has one. */
  listRegions(options?: CallOptions): Promise<RegionList> {
    return this.call('KeystoneListRegions', {}, options)
  }

  /** The account of these credentials, the first and only entry. */
  listAuthDomains(options?: CallOptions): Promise<AuthDomainList> {
    return this.call('KeystoneListAuthDomains', {}, options)
  }

  /**
   * Gets an access key that ends by itself, for example for a page in a browser, which should never see a lasting one.
   * It reaches what the token reaches.
   * @param options `token`: by default this client's own, of its project if it is known; `durationSeconds`: 900 to
   *   86,400, by default 900
   * @throws {TypeError} there is no token: neither given, nor has this client one
   */
  async createTemporaryAccessKey({
    token,
    durationSeconds,
    signal,
  }: CallOptions & {
    readonly token?: string | undefined
    readonly durationSeconds?: number | undefined
  } = {}): Promise<TemporaryAccessKey['credential']> {
    const id = token ?? (await this.#prover.token({ projectId: this.#project.known, signal }))
    const duration = durationSeconds === undefined ? {} : { duration_seconds: durationSeconds }
    const body = { auth: { identity: { methods: ['token' as const], token: { id, ...duration } } } }
    return (await this.call('CreateTemporaryAccessKeyByToken', { body }, { signal })).credential
  }

  /**
   * All matching records, newest first, page by page as they are asked for. A `start_time` without `end_time` gets one:
   * the end of the present minute, so that later connections do not move the pages.
   * @param options `pageSize`: 1 to 1000, by default 1000
   */
  connectionRecords(filter: RecordFilter = {}, options: WalkOptions = {}): AsyncGenerator<ConnectionRecordView, void> {
    return walkRecords(filter, options, this.#clock, (query) => this.listLoginRecords(query, options))
  }

  /**
   * All matching export tasks, page by page as they are asked for. Deleting tasks meanwhile moves the pages, so that some
   * are missed: collect first, then delete.
   * @param options `pageSize`: 1 to 100, by default 100
   */
  exportTasks(filter: ExportTaskFilter = {}, options: WalkOptions = {}): AsyncGenerator<ExportTaskItem, void> {
    return walkExportTasks(filter, options, (query) => this.listExportTasks(query, options))
  }

  /** One task as far as the endpoint tells: with its details in deskledger. @returns undefined when there is none */
  findExportTask(taskId: string, options?: CallOptions): Promise<ExportState | undefined> {
    return lookAtTask(taskId, {
      show: (id) => this.showExportTask(id, options),
      list: (query) => this.listExportTasks(query, options),
    })
  }

  /**
   * Waits until the file of an export task can be downloaded.
   * @throws {ExportFailedError} the task ended without a file
   */
  waitForExport(taskId: string, options: ExportOptions = {}): Promise<ExportState> {
    return finishedExport(taskId, (id) => this.findExportTask(id, options), options)
  }

  /**
   * Waits for an export and opens its whole file. The body must be read to its end or cancelled; its end fails with a
   * {@link DamagedFileError} when the file is not the one that the endpoint tells the SHA-256 and size of.
   * @throws {ExportFailedError} the task ended without a file
   */
  async openExportFile(taskId: string, options: ExportOptions = {}): Promise<ExportedFile> {
    const task = await this.waitForExport(taskId, options)
    return verifiedFile(task, await this.downloadExportFile(taskId, options))
  }

  /**
   * Asks for an export, waits for it, and opens its file. The body must be read to its end or cancelled; its end fails
   * with a {@link DamagedFileError} when the file is not the one that the endpoint tells the SHA-256 and size of.
   * @example
   * const { task, body } = await client.exportConnections({ format: 'csv' }, { onProgress, signal })
   * @throws {ExportFailedError} the task ended without a file
   */
  async exportConnections(
    query: QueryOf<'ExportUserConnectionNew'> = {},
    options: ExportOptions = {},
  ): Promise<ExportedFile> {
    const { task_id } = await this.exportUserConnection(query, options)
    return this.openExportFile(task_id, options)
  }
}
