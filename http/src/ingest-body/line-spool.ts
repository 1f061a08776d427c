import { type IngestBatch, MAX_REFUSALS_TOLD } from '@deskledger/domain'
import { LineSorter, type SpoolProblem, type SpoolRefusal } from './line-sorter.js'
import { SpoolFile } from './spool-file.js'

/**
 * Puts the lines of a body into a file as the engine wants them: UTF-8, none blank, each ended by a line feed. Lines that
 * cannot be so are refused by themselves. Whoever creates one removes it.
 */
export class LineSpool {
  private readonly sorter = new LineSorter(MAX_REFUSALS_TOLD)

  private constructor(private readonly file: SpoolFile) {}

  /** @throws {StorageFullError} there is no room for it */
  static async create(directory: string): Promise<LineSpool> {
    return new LineSpool(await SpoolFile.create(directory))
  }

  /**
   * Takes the next piece of the body; the piece is changed.
   *
   * @throws {ApiFailure} `tooLarge`: too many lines
   * @throws {StorageFullError} no room is left
   */
  async write(piece: Buffer): Promise<void> {
    const runs = this.sorter.take(piece)
    if (runs.length > 0) await this.file.write(runs)
  }

  /** Counts a line as refused, in its place; between whole lines only. */
  refuse(kind: SpoolProblem['kind']): void {
    this.sorter.refuse(kind)
  }

  /** Ends the body; fails like {@link write}. */
  async end(): Promise<void> {
    await this.file.write(this.sorter.finish())
    await this.file.end()
  }

  /** What the engine takes in. */
  get batch(): IngestBatch {
    return { path: this.file.path, lineCount: this.sorter.numbers.writtenCount }
  }

  /** All lines that are not blank. */
  get lineCount(): number {
    return this.batch.lineCount + this.refusedCount
  }

  get refusedCount(): number {
    return this.sorter.refusedCount
  }

  /** Of them, lines that were too long. */
  get overlongCount(): number {
    return this.sorter.overlongCount
  }

  /** The first refusals, by line. */
  get refusals(): readonly SpoolRefusal[] {
    return this.sorter.refusals
  }

  /** The number in the body of a line that the engine numbers `ordinal`; both from 1. */
  lineInBody(ordinal: number): number {
    return this.sorter.numbers.inBody(ordinal)
  }

  /** Removes the file. Harmless when repeated. */
  remove(): Promise<void> {
    return this.file.remove()
  }
}
