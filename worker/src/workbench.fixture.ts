import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ExportClaim, ExportFileStore, ExportTask, PendingFile } from '@deskledger/domain'
import { openFileStore } from '@deskledger/engine-filesystem'
import { expect, vi } from 'vitest'
import { DEFAULT_EXPORT_SETTINGS } from './export-parts.js'
import { aTask, partsWith, type TestParts } from './in-memory-ports.fixture.js'
import { type ExportOutcome, runExport } from './run-export.js'

export const SETTINGS = { ...DEFAULT_EXPORT_SETTINGS, workerId: 'worker' }

/** What the one task with the rows one, two, three exports. */
export const TEXT = 'rows:\none\ntwo\nthree\n'

/** One task, its parts and a directory of its own; timers stand still unless a test moves them. */
export class Workbench {
  private constructor(
    private readonly directory: string,
    readonly files: ExportFileStore,
    readonly parts: TestParts,
  ) {}

  static async open(): Promise<Workbench> {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    const directory = await mkdtemp(join(tmpdir(), 'deskledger-worker-'))
    const files = await openFileStore(directory)
    const parts = partsWith(files)
    await parts.tasks.add(aTask())
    return new Workbench(directory, files, parts)
  }

  async close(): Promise<void> {
    // A run that ended leaves no timer behind.
    expect(vi.getTimerCount()).toBe(0)
    vi.useRealTimers()
    await rm(this.directory, { recursive: true })
  }

  async claimed(): Promise<ExportClaim> {
    const claim = await this.parts.tasks.claim('worker', this.parts.clock(), SETTINGS.leaseMs)
    if (claim === undefined) throw new Error('There is nothing to claim.')
    return claim
  }

  /** Works the present claim off, with other parts for a while if given. */
  async run(given: Partial<TestParts> = {}, stopper = new AbortController()): Promise<ExportOutcome> {
    return runExport(await this.claimed(), { ...this.parts, ...given }, SETTINGS, stopper)
  }

  task(): ExportTask {
    const [found] = this.parts.tasks.tasks.values()
    if (found === undefined) throw new Error('The task is gone.')
    return found
  }

  /** All names in the directory but the store's own marker. */
  async names(): Promise<string[]> {
    return (await readdir(this.directory)).filter((name) => name !== '.deskledger-export-files').sort()
  }

  /** The file store, with pending files changed. */
  filesWith(change: (pending: PendingFile) => Partial<PendingFile>): ExportFileStore {
    return Object.assign(Object.create(this.files), {
      create: async (key: string) => {
        const pending = await this.files.create(key)
        const { write, publish, discard } = pending
        const bound = { write: write.bind(pending), publish: publish.bind(pending), discard: discard.bind(pending) }
        return { ...bound, ...change(pending) }
      },
    })
  }
}
