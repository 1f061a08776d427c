import type {
  Clock,
  ConnectionRanking,
  ConnectionRankingQuestion,
  ConnectionRecord,
  ConnectionSeriesBucket,
  ConnectionSeriesQuestion,
  CutOff,
  DesktopCounts,
  IngestBatch,
  LedgerChain,
  LegalHold,
  MergeOptions,
  MergeOutcome,
  OnlineUserCount,
  OnlineUserQuestion,
  Page,
  PersonErasure,
  ProjectScope,
  PurgeDay,
  PurgeOutcome,
  RecordQuery,
  RecordStore,
  RenderedRows,
  RetentionStore,
  RowLayout,
} from '@deskledger/domain'
import { lastSequence, nameMissing, openChain } from './chain/keep-chain.js'
import { type Snapshot, writeSnapshot } from './chain/snapshot.js'
import type { Database, Session } from './database.js'
import { mergeStaged, stage } from './ingest/ingest.js'
import { HASH_HALVES } from './ingest/mark-lines.js'
import { SeenTransactions } from './ingest/seen-transactions.js'
import { recordsAsOf } from './query/as-of.js'
import { connectionRanking } from './query/connection-ranking.js'
import { connectionSeries } from './query/connection-series.js'
import { countDesktops } from './query/desktops.js'
import { enterpriseProjects } from './query/enterprise-projects.js'
import { listRecords } from './query/list-records.js'
import { countOnlineUsers } from './query/online-users.js'
import { isByTimeAlone } from './query/where.js'
import { renderRows } from './render/render-rows.js'
import { erasePerson, legalHoldsOver } from './retention/erase-person.js'
import { HeldCutOffs } from './retention/held-cut-offs.js'
import { addLegalHold, listLegalHolds, removeLegalHold } from './retention/legal-holds.js'
import { previewPurge } from './retention/preview-purge.js'
import { lastPurge, purgeRecords } from './retention/purge-records.js'
import { RightOfWay } from './right-of-way.js'
import { SerialWriter } from './serial-writer.js'
import { type Departure, SingleFlight } from './single-flight.js'
import { type Length, Slots } from './slots.js'

interface Cancellable {
  readonly signal?: AbortSignal | undefined
}

/** What the store is made of. */
export interface DuckDbRecordStoreParts {
  readonly database: Database
  readonly clock: Clock
  /** Names every batch, after its commit and before it is acknowledged. @default none */
  readonly chain?: LedgerChain | undefined
  /** Where rendered rows lie until they are read; emptied by whoever owns it. */
  readonly temporaryDirectory: string
  /** How long each slice of an export waits for lists under way, in milliseconds; 0 is not at all. @default 100 */
  readonly maxWaitForListsMs?: number | undefined
  /**
   * Lists and counts that are worked on at a time. The others wait, those by time alone in a lane of their own, as they take
   * little. Each uses all cores, so that more of them only make each other slower. @default 6
   */
  readonly concurrentQueries?: number | undefined
  /** Lists and counts that may wait, equal ones as one; one more is refused with {@link StoreUnavailableError}. @default 100 */
  readonly waitingQueries?: number | undefined
}

const MAX_WAIT_FOR_LISTS_MS = 100

/** Batches in work: while one is merged, the next is staged. */
const BATCHES_AT_A_TIME = 2

/** Connection records in DuckDB. One writer at a time; readers see the last commit. */
export class DuckDbRecordStore implements RecordStore, RetentionStore {
  private readonly lists = new RightOfWay()
  private readonly staging = new Slots(BATCHES_AT_A_TIME)
  private readonly stagers: Session[] = []
  private readonly queries: Slots
  private readonly questions = new SingleFlight()
  private merges: Promise<unknown> = Promise.resolve()
  private readonly seen = new SeenTransactions()
  private isSeenComplete = false
  private readonly held = new HeldCutOffs()
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
    const { database, chain, clock } = parts
    const writer = await SerialWriter.open(database)
    try {
      if (chain !== undefined) await writer.run((session) => openChain(session, chain, clock))
    } catch (error) {
      await writer.close()
      throw error
    }
    return new DuckDbRecordStore(parts, writer)
  }

  /** Lists and counts in work, and those that wait for their turn. */
  get queryLoad(): { readonly running: number; readonly waiting: number } {
    return this.queries.load
  }

  /** Whether one more list or count would be refused. */
  get areQueriesFull(): boolean {
    return this.queries.isFull
  }

  merge(projectId: string, batch: IngestBatch, options: MergeOptions): Promise<MergeOutcome> {
    const merged = this.staging.run(async () => {
      const { database } = this.parts
      await database.assertRoom()
      const session = this.idleStager() ?? (await database.connect())
      try {
        const staged = await stage(session, batch)
        return await this.writer.run(async (writer) => {
          const last = await lastSequence(writer)
          const { chain } = this.parts
          if (chain !== undefined) await nameMissing(writer, chain, last)
          const { outcome, committed } = await mergeStaged(staged, options, {
            projectId,
            sequence: last + 1,
            heldUntil: this.held.newest?.sequence,
            seen: this.seen,
            isSeenComplete: this.isSeenComplete,
          })
          if (committed !== undefined) await chain?.append([committed])
          return outcome
        })
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
    const question = { query, page: { offset, limit } }
    return this.lists.during(() =>
      this.answer('list', question, (session, { query, page }) => listRecords(session, query, page), {
        length,
        signal,
      }),
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
    const lists = {
      giveWay: () => this.lists.giveWay(maxWaitForListsMs),
      areExpected: () => maxWaitForListsMs > 0 && this.lists.isExpected,
    }
    return renderRows({ database, temporaryDirectory, records: recordsAsOf(query, cutOff), layout, lists, signal })
  }

  enterpriseProjects(projectId: string, { signal }: Cancellable = {}): Promise<readonly string[]> {
    return this.parts.database.use((session) => enterpriseProjects(session, projectId), signal)
  }

  countOnlineUsers(question: OnlineUserQuestion, { signal }: Cancellable = {}): Promise<readonly OnlineUserCount[]> {
    return this.answer('online users', question, countOnlineUsers, { signal })
  }

  countDesktops(scope: ProjectScope, { signal }: Cancellable = {}): Promise<DesktopCounts> {
    return this.answer('desktops', scope, countDesktops, { signal })
  }

  connectionSeries(
    question: ConnectionSeriesQuestion,
    { signal }: Cancellable = {},
  ): Promise<readonly ConnectionSeriesBucket[]> {
    return this.lists.during(() => this.answer('series', question, connectionSeries, { signal }))
  }

  connectionRanking(question: ConnectionRankingQuestion, { signal }: Cancellable = {}): Promise<ConnectionRanking> {
    return this.lists.during(() => this.answer('ranking', question, connectionRanking, { signal }))
  }

  /** Waits for the batch under way: it may still change what the cut-off shows. */
  hold(cutOff?: CutOff): Promise<CutOff> {
    return this.writer.run(async (session) => {
      const held = cutOff ?? {
        sequence: await lastSequence(session),
        removals: await removals(session),
        at: this.parts.clock(),
      }
      this.held.add(held)
      return held
    })
  }

  release(cutOff: CutOff): Promise<void> {
    return this.writer.run(async (session) => {
      if (!this.held.remove(cutOff)) return
      const { sequence = await lastSequence(session), removals: removed = await removals(session) } =
        this.held.oldest ?? {}
      await session.run('DELETE FROM superseded_record WHERE superseded_by <= $sequence', {
        sequence: BigInt(sequence),
      })
      await session.run('DELETE FROM removed_record WHERE removal <= $removed', { removed: BigInt(removed) })
    })
  }

  /**
   * Copies the whole ledger, tasks and identities included, into a new file while it goes on.
   * @param ask is asked at the moment whose state that is: no batch is under way then
   */
  async snapshot<T>(path: string, ask: () => Promise<T>): Promise<Snapshot<T>> {
    const session = await this.parts.database.connect()
    try {
      return await writeSnapshot(session, this.writer, path, ask)
    } finally {
      session.close()
    }
  }

  addLegalHold(hold: LegalHold): Promise<void> {
    return this.writer.run((session) => addLegalHold(session, hold))
  }

  listLegalHolds(projectId: string): Promise<readonly LegalHold[]> {
    return this.parts.database.use((session) => listLegalHolds(session, projectId))
  }

  removeLegalHold(projectId: string, id: string): Promise<boolean> {
    return this.writer.run((session) => removeLegalHold(session, projectId, id))
  }

  previewPurge(projectId: string, limit: Date, { signal }: Cancellable = {}): Promise<readonly PurgeDay[]> {
    return this.answer('purge', { projectId, limit }, previewPurge, { signal })
  }

  purge(limit: Date, { signal }: Cancellable = {}): Promise<PurgeOutcome> {
    const { writer, held, parts } = this
    return purgeRecords({ writer, held, clock: parts.clock, signal }, limit)
  }

  legalHoldsOver(projectId: string, userName: string): Promise<readonly string[]> {
    return this.parts.database.use((session) => legalHoldsOver(session, projectId, userName))
  }

  erasePerson(projectId: string, userName: string): Promise<PersonErasure> {
    return this.writer.run((session) => erasePerson(session, projectId, userName))
  }

  lastPurge(): Promise<{ readonly limit: Date; readonly endedAt: Date } | undefined> {
    return this.parts.database.use(lastPurge)
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

  /**
   * Answers what somebody looks at; exports do not wait with it.
   * @param kind what kind of question it is
   * @param question what is asked, whole, scope included: whoever waits with an equal one gets the same answer
   * @param work answers it from nothing but the question
   */
  private answer<Q, T>(
    kind: string,
    question: Q,
    work: (session: Session, question: Q) => Promise<T>,
    { length, signal }: { readonly length?: Length } & Cancellable,
  ): Promise<T> {
    const answer = ({ signal, depart }: Departure): Promise<T> =>
      this.queries.run(
        () => {
          depart()
          return this.parts.database.use((session) => work(session, question), signal)
        },
        { length, signal },
      )
    return this.questions.run(JSON.stringify([kind, question]), answer, signal)
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
/** How many steps of purges were committed. */
async function removals(session: Session): Promise<number> {
  const { removals: made } = await session.one('SELECT removals FROM removal_count')
  return Number(made)
}
