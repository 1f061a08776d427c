import { type ChainStart, type CommittedBatch, type LedgerChain, StoreUnavailableError } from '@deskledger/domain'
import {
  type BatchFacts,
  entryLine,
  LEDGER_CHECKPOINT_TYPE,
  type LedgerFacts,
  readLedgerFacts,
} from '@deskledger/proof'
import { ChainWriter, type ChainWriterOptions } from '../chain/chain-writer.js'
import { DamagedSegmentError } from '../chain/segment.js'

/** What a ledger chain is opened with. */
export type LedgerChainOptions = Omit<ChainWriterOptions, 'checkpointType' | 'hasPersonal'>

/**
 * Opens the ledger chain in a directory, which is made when missing. An entry that a killed server was writing is cut off.
 *
 * @throws {DamagedSegmentError} the files are not what was written to them, or end before their last checkpoint
 */
export async function openLedgerChain(options: LedgerChainOptions): Promise<LedgerChain> {
  const writer = await ChainWriter.open({ ...options, checkpointType: LEDGER_CHECKPOINT_TYPE })
  const { openedAt } = writer
  const facts = openedAt && readLedgerFacts(openedAt)
  if (openedAt !== undefined && facts === undefined) {
    throw new DamagedSegmentError(`${options.directory} is no ledger chain`)
  }
  return new DirectoryLedgerChain(options, writer, facts?.batch)
}

class DirectoryLedgerChain implements LedgerChain {
  /** Whatever touches the files, one after another. */
  private work: Promise<unknown> = Promise.resolve()
  private isClosed = false

  constructor(
    private readonly options: LedgerChainOptions,
    private readonly writer: ChainWriter,
    private named: number | undefined,
  ) {}

  get lastBatch(): number | undefined {
    return this.named
  }

  start({ lastBatch, created, updated }: ChainStart): Promise<void> {
    const time = this.options.clock().toISOString()
    return this.serially(() => {
      if (this.named !== undefined) throw new Error('The chain has begun already.')
      return this.write([{ entry: 'start', time, batch: lastBatch, created, updated }])
    })
  }

  append(batches: readonly CommittedBatch[]): Promise<void> {
    return this.serially(async () => {
      const isNext = batches.every(({ sequence }, at) => sequence === (this.named ?? Number.NaN) + 1 + at)
      if (!isNext) throw new Error(`After batch ${this.named} the chain cannot name these.`)
      await this.write(batches.map(toBatchFacts))
      await this.writer.checkpointIfDue()
    })
  }

  checkpoint(): Promise<string> {
    return this.serially(() => this.writer.checkpoint())
  }

  async close(): Promise<void> {
    await this.serially(async () => {
      this.isClosed = true
      try {
        if (this.writer.unsignedCount > 0) await this.writer.checkpoint()
      } catch (error) {
        this.options.onFailure?.(error)
      }
      await this.writer.close()
    })
  }

  private async write(facts: readonly LedgerFacts[]): Promise<void> {
    await this.writer.recover()
    let head = this.writer.head
    const lines = facts.map((each) => {
      const { line, link } = entryLine({ ...each }, head)
      head = link
      return `${line}\n`
    })
    await this.writer.write({ entries: lines.join(''), personal: '' }, head)
    this.named = facts.at(-1)?.batch ?? this.named
  }

  private serially<T>(step: () => Promise<T>): Promise<T> {
    const done = this.work.then(async () => {
      if (this.isClosed) throw new StoreUnavailableError('The ledger chain is closed.')
      try {
        return await step()
      } catch (cause) {
        throw new StoreUnavailableError('The ledger chain cannot be written now; try again.', { cause })
      }
    })
    this.work = done.catch(() => undefined)
    return done
  }
}

/** The batch that an entry names. */
export function toCommittedBatch({ body_sha256, ...facts }: BatchFacts): CommittedBatch {
  const { batch: sequence, project_id: projectId, received_at, created, updated, unchanged, refused } = facts
  const bodySha256 = body_sha256 ?? undefined
  return { sequence, projectId, receivedAt: new Date(received_at), created, updated, unchanged, refused, bodySha256 }
}

/** The entry of a batch. */
export function toBatchFacts(batch: CommittedBatch): BatchFacts {
  const { sequence, projectId, receivedAt, created, updated, unchanged, refused, bodySha256 } = batch
  return {
    entry: 'batch',
    batch: sequence,
    project_id: projectId,
    received_at: receivedAt.toISOString(),
    created,
    updated,
    unchanged,
    refused,
    body_sha256: bodySha256 ?? null,
  }
}
