import type {
  Clock,
  ConnectionRecord,
  CutOff,
  DesktopCounts,
  IngestBatch,
  MergeOptions,
  MergeOutcome,
  OnlineUserCount,
  OnlineUserQuestion,
  Page,
  ProjectScope,
  RecordQuery,
  RecordStore,
  RenderedRows,
  RowLayout,
} from '@deskledger/domain'
import type { Database, Session } from './database.js'
import { mergeStaged, stage } from './ingest/ingest.js'
import { HASH_HALVES } from './ingest/mark-lines.js'
import { SeenTransactions } from './ingest/seen-transactions.js'
import { recordsAsOf } from './query/as-of.js'
import { countDesktops } from './query/desktops.js'
import { enterpriseProjects } from './query/enterprise-projects.js'
import { listRecords } from './query/list-records.js'
import { countOnlineUsers } from './query/online-users.js'
import { isByTimeAlone } from './query/where.js'
import { renderRows } from './render/render-rows.js'
import { RightOfWay } from './right-of-way.js'
import { SerialWriter } from './serial-writer.js'
import { type SlotOptions, Slots } from './slots.js'

interface Cancellable {
  readonly signal?: AbortSignal | undefined
}

/** What the store is made of. */
export interface DuckDbRecordStoreParts {
  readonly database: Database
  readonly clock: Clock
  /** Where rendered rows lie until they are read; emptied by whoever owns it. */
  readonly temporaryDirectory: string
  /** How long each slice of an export waits for lists under way, in milliseconds; 0 is not at all. @default 100 */
  readonly maxWaitForListsMs?: number | undefined
  /**
   * Lists and counts that are worked on at a time. The others wait, those by time alone in a lane of their own, as they take
   * little. Each uses all cores, so that more of them only make each other slower. @default 6
   */
  readonly concurrentQueries?: number | undefined
  /** Lists and counts that may wait; one more is refused with {@link StoreUnavailableError}. @default 100 */
  readonly waitingQueries?: number | undefined
}

const MAX_WAIT_FOR_LISTS_MS = 100

/** Batches in work: while one is merged, the next is staged. */
const BATCHES_AT_A_TIME = 2

/** Connection records in DuckDB. One writer at a time; readers see the last commit. */
export class DuckDbRecordStore implements RecordStore {
  private readonly lists = new RightOfWay()
  private readonly staging = new Slots(BATCHES_AT_A_TIME)
  private readonly stagers: Session[] = []
  private readonly queries: Slots
  private merges: Promise<unknown> = Promise.resolve()
  private readonly seen = new SeenTransactions()
  private isSeenComplete = false
  private readonly held = new Map<number, number>()
  private readonly closing = new AbortController()
  private readonly filling: Promise<void>

  private constructor(
    private readonly parts: DuckDbRecordStoreParts,
    private readonly writer: SerialWriter,
  ) {
    this.queries = new Slots(parts.concurrentQueries ?? 6, parts.waitingQueries ?? 100)
    // Without a complete filter ingest stays correct and looks every line up.
    this.filling = this.fillSeen().catch(() => undefined)
  }

  static async open(parts: DuckDbRecordStoreParts): Promise<DuckDbRecordStore> {
    return new DuckDbRecordStore(parts, await SerialWriter.open(parts.database))
  }

  /** Lists and counts in work, and those that wait for their turn. */
  get queryLoad(): { readonly running: number; readonly waiting: number } {
    return this.queries.load
  }

  merge(projectId: string, batch: IngestBatch, options: MergeOptions): Promise<MergeOutcome> {
    const merged = this.staging.run(async () => {
      const { database } = this.parts
      await database.assertRoom()
      const session = this.idleStager() ?? (await database.connect())
      try {
        const staged = await stage(session, batch)
        return await this.writer.run(async (writer) =>
          mergeStaged(staged, options, {
            projectId,
            sequence: (await lastSequence(writer)) + 1,
            heldUntil: this.held.size === 0 ? undefined : Math.max(...this.held.keys()),
            seen: this.seen,
            isSeenComplete: this.isSeenComplete,
          }),
        )
      } finally {
        if (session.isUsable) this.stagers.push(session)
      }
    })
    this.merges = Promise.allSettled([this.merges, merged])
    return merged
  }

  list(
    query: RecordQuery,
    { offset, limit, signal }: { offset: number; limit: number } & Cancellable,
  ): Promise<Page<ConnectionRecord>> {
    const length = isByTimeAlone(query) ? 'short' : 'long'
    return this.lists.during(() =>
      this.answer((session) => listRecords(session, query, { offset, limit }), { length, signal }),
    )
  }

  count(query: RecordQuery, cutOff: CutOff, { signal }: Cancellable = {}): Promise<number> {
    const { sql, parameters } = recordsAsOf(query, cutOff)
    return this.parts.database.use(async (session) => {
      const { total } = await session.one(`SELECT count(*) AS total FROM ${sql}`, parameters)
      return Number(total)
    }, signal)
  }

  render(
    query: RecordQuery,
    cutOff: CutOff,
    layout: RowLayout,
    { signal }: Cancellable = {},
  ): AsyncIterable<RenderedRows> {
    const { database, temporaryDirectory, maxWaitForListsMs = MAX_WAIT_FOR_LISTS_MS } = this.parts
    const giveWay = (): Promise<void> => this.lists.giveWay(maxWaitForListsMs)
    return renderRows({ database, temporaryDirectory, records: recordsAsOf(query, cutOff), layout, giveWay, signal })
  }

  enterpriseProjects(projectId: string, { signal }: Cancellable = {}): Promise<readonly string[]> {
    return this.parts.database.use((session) => enterpriseProjects(session, projectId), signal)
  }

  countOnlineUsers(question: OnlineUserQuestion, { signal }: Cancellable = {}): Promise<readonly OnlineUserCount[]> {
    return this.answer((session) => countOnlineUsers(session, question), { signal })
  }

  countDesktops(scope: ProjectScope, { signal }: Cancellable = {}): Promise<DesktopCounts> {
    return this.answer((session) => countDesktops(session, scope), { signal })
  }

  /** Waits for the batch under way: it may still change what the cut-off shows. */
  hold(cutOff?: CutOff): Promise<CutOff> {
    return this.writer.run(async (session) => {
      const held = cutOff ?? { sequence: await lastSequence(session), at: this.parts.clock() }
      this.held.set(held.sequence, (this.held.get(held.sequence) ?? 0) + 1)
      return held
    })
  }

  release({ sequence }: CutOff): Promise<void> {
    return this.writer.run(async (session) => {
      const holders = this.held.get(sequence)
      if (holders === undefined) return
      if (holders > 1) this.held.set(sequence, holders - 1)
      else this.held.delete(sequence)
      const oldest = this.held.size === 0 ? await lastSequence(session) : Math.min(...this.held.keys())
      await session.run('DELETE FROM superseded_record WHERE superseded_by <= $oldest', { oldest: BigInt(oldest) })
    })
  }

  async close(): Promise<void> {
    this.closing.abort()
    await this.filling
    await this.merges
    await this.writer.close()
    for (const session of this.stagers) session.close()
  }

  /** One that the database was not opened again after. */
  private idleStager(): Session | undefined {
    let session = this.stagers.pop()
    while (session?.isUsable === false) session = this.stagers.pop()
    return session
  }

  /** Answers what somebody looks at; exports do not wait with it. */
  private answer<T>(work: (session: Session) => Promise<T>, options: SlotOptions): Promise<T> {
    return this.queries.run(() => this.parts.database.use(work, options.signal), options)
  }

  /** Reads every transaction of the table into the filter, beside other work. Until then ingest looks each line up. */
  private async fillSeen(): Promise<void> {
    const fill = async ({ connection }: Session): Promise<void> => {
      const result = await connection.stream(`SELECT ${HASH_HALVES} FROM connection_record`)
      for (
        let chunk = await result.fetchChunk();
        chunk !== null && chunk.rowCount > 0;
        chunk = await result.fetchChunk()
      ) {
        this.closing.signal.throwIfAborted()
        const [low, high] = [chunk.getColumnValues(0) as number[], chunk.getColumnValues(1) as number[]]
        for (const [place, value] of low.entries()) this.seen.add(value, high[place] ?? 0)
      }
    }
    await this.parts.database.use((session) => session.guarded(() => fill(session)), this.closing.signal)
    this.isSeenComplete = true
  }
}

/** The last committed batch. It is read each time: after a failed commit only the table knows. */
async function lastSequence(session: Session): Promise<number> {
  const { last } = await session.one('SELECT coalesce(max(sequence), 0) AS last FROM ingest_batch')
  return Number(last)
}
