import type {
  ConnectionRecordPage,
  ConnectionRecordView,
  ExportManifest,
  ExportTaskDetail,
  ExportTaskPage,
  ExportTaskReference,
  IngestResult,
  QueryOf,
} from '@deskledger/contract'
import { type RecordFilter, type WalkOptions, walkRecords } from './connection-records.js'
import { type Download, type FileRange, rangeHeader, readDownload } from './download.js'
import { type ExportState, lookAtTask } from './export-state.js'
import { type ExportOptions, finishedExport } from './finished-export.js'
import { collectBody, type NdjsonSource } from './ingest-body.js'
import { normalEndpoint } from './request-url.js'
import type { RetryOptions } from './retry.js'
import { type Fetch, readJson, readNothing, Transport } from './transport.js'

/** Where to send requests and how to sign them. */
export interface ClientOptions {
  /** Address with scheme, for example `http://127.0.0.1:8080`. */
  readonly endpoint: string
  readonly accessKey: string
  readonly secretKey: string
  readonly projectId: string
  /** Session token of a temporary access key. */
  readonly securityToken?: string | undefined
  /** @default the global fetch */
  readonly fetch?: Fetch | undefined
  /** Tells the time that signatures carry. @default the computer's own */
  readonly clock?: (() => Date) | undefined
  readonly retry?: RetryOptions | undefined
}

/** Stops a call, its retries included; it then rejects with the signal's reason. */
export interface CallOptions {
  readonly signal?: AbortSignal | undefined
}

/**
 * The connection ledger over HTTP, one method for each operation, in Node and in the browser. It works against deskledger
 * and against the Workspace endpoint of a cloud; a method marked **extension** exists in deskledger only.
 *
 * Every method throws an {@link ApiError} of the class of its status, or a {@link ConnectionError}. What is safe to repeat
 * is repeated (see {@link RetryOptions}): after 429 and 503 everything, after a lost connection everything but
 * `exportUserConnection`, of which nobody knows whether it created a task.
 */
export class DeskledgerClient {
  readonly #endpoint: string
  readonly #transport: Transport
  readonly #clock: () => Date

  /** @throws {TypeError} the endpoint is not an absolute http or https address, or the project id is empty */
  constructor({ endpoint, accessKey, secretKey, projectId, securityToken, ...options }: ClientOptions) {
    if (projectId === '') throw new TypeError('projectId must not be empty')
    this.#clock = options.clock ?? (() => new Date())
    this.#endpoint = normalEndpoint(endpoint)
    this.#transport = new Transport({
      endpoint: this.#endpoint,
      credentials: { accessKey, secretKey, projectId, securityToken },
      fetch: options.fetch ?? ((url, init) => globalThis.fetch(url, init)),
      clock: this.#clock,
      retry: options.retry ?? {},
    })
  }

  /** Asks for an export; the answer is the id of its task. `format`, `time_zone` and `columns` are extensions. */
  exportUserConnection(
    query: QueryOf<'ExportUserConnectionNew'> = {},
    { signal }: CallOptions = {},
  ): Promise<ExportTaskReference> {
    return this.#transport.send('ExportUserConnectionNew', { query, signal }, readJson<ExportTaskReference>)
  }

  /** One page of connection records, newest first. `start_time` and `end_time` go together. */
  listLoginRecords(
    query: QueryOf<'ListLoginRecordsNew'> = {},
    { signal }: CallOptions = {},
  ): Promise<ConnectionRecordPage> {
    return this.#transport.send('ListLoginRecordsNew', { query, signal }, readJson<ConnectionRecordPage>)
  }

  /** One page of the export center. */
  listExportTasks(query: QueryOf<'ListExportTasks'> = {}, { signal }: CallOptions = {}): Promise<ExportTaskPage> {
    return this.#transport.send('ListExportTasks', { query, signal }, readJson<ExportTaskPage>)
  }

  /**
   * Opens the file of a finished task, or a range of it. The body must be read to its end or cancelled.
   * @throws {ConflictError} the task is CREATING or FAIL
   * @throws {NotFoundError} there is no such task, or its file has expired
   */
  downloadExportFile(
    taskId: string,
    { range, signal }: CallOptions & { readonly range?: FileRange | undefined } = {},
  ): Promise<Download> {
    // A coded body would be decoded on the way, and its positions would not be those of the file.
    const headers = { 'Accept-Encoding': 'identity', ...(range === undefined ? {} : { Range: rangeHeader(range) }) }
    return this.#transport.send('DownloadExportFile', { taskId, headers, signal }, async (response) =>
      readDownload(response, this.#endpoint, signal),
    )
  }

  /** Deletes tasks with their files, 1 to 200 of them; unknown ids are ignored. */
  deleteExportTasks(taskIds: readonly string[], { signal }: CallOptions = {}): Promise<void> {
    const headers = { 'Content-Type': 'application/json' }
    const body = JSON.stringify({ task_ids: taskIds })
    return this.#transport.send('DeleteExportTasks', { headers, body, signal }, readNothing)
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
  showExportTask(taskId: string, { signal }: CallOptions = {}): Promise<ExportTaskDetail> {
    return this.#transport.send('ShowExportTask', { taskId, signal }, readJson<ExportTaskDetail>)
  }

  /** **Extension.** Rows, bytes and digest of a finished task's file, and the query and cut-off it answers. */
  showExportManifest(taskId: string, { signal }: CallOptions = {}): Promise<ExportManifest> {
    return this.#transport.send('ShowExportManifest', { taskId, signal }, readJson<ExportManifest>)
  }

  /**
   * All matching records, newest first, page by page as they are asked for. A `start_time` without `end_time` gets one:
   * the end of the minute of the first call, so that later connections do not move the pages.
   */
  connectionRecords(filter: RecordFilter = {}, options: WalkOptions = {}): AsyncGenerator<ConnectionRecordView, void> {
    return walkRecords(filter, options, this.#clock, (query) => this.listLoginRecords(query, options))
  }

  /** One task as far as the endpoint tells: with its details in deskledger. @returns undefined when there is none */
  findExportTask(taskId: string, options: CallOptions = {}): Promise<ExportState | undefined> {
    return lookAtTask(taskId, {
      show: (id) => this.showExportTask(id, options),
      list: (query) => this.listExportTasks(query, options),
    })
  }

  /**
   * Asks for an export and waits until its file can be downloaded.
   * @throws {ExportFailedError} the task ended without a file
   */
  async exportConnections(
    query: QueryOf<'ExportUserConnectionNew'> = {},
    options: ExportOptions = {},
  ): Promise<ExportState> {
    const { task_id } = await this.exportUserConnection(query, options)
    return finishedExport(task_id, (taskId) => this.findExportTask(taskId, options), options)
  }
}
