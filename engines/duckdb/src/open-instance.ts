import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { openingError } from './opening-error.js'

/** Pause between two interrupts of work that is no longer wanted, in milliseconds. */
export const INTERRUPT_MS = 20

/**
 * An instance of the engine on a file, with all that keeps it open. The file is let go only when every connection is
 * closed and no call is under way; another instance on it before that would corrupt it.
 */
export class OpenInstance {
  private readonly connections = new Set<DuckDBConnection>()
  private callsUnderWay = 0
  private onIdle: (() => void) | undefined
  private isOpen = true
  private isLetGo = false

  private constructor(private readonly instance: DuckDBInstance) {}

  /**
   * @throws {DatabaseInUseError} another process has it
   * @throws {DatabaseUnreachableError} it cannot be opened or made where it is to be
   * @throws {DatabaseDamagedError} it cannot be read
   */
  static async open(path: string, options: Record<string, string>): Promise<OpenInstance> {
    try {
      return new OpenInstance(await DuckDBInstance.create(path, options))
    } catch (error) {
      throw openingError(path, error)
    }
  }

  /** False once it is being closed: whatever was opened on it is closed with it. */
  get isUsable(): boolean {
    return this.isOpen
  }

  connect(): Promise<DuckDBConnection> {
    return this.during(async () => {
      const connection = await this.instance.connect()
      this.connections.add(connection)
      return connection
    })
  }

  /** Counts a call of the engine, or several that belong together. To be called while it is usable. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    this.callsUnderWay += 1
    try {
      return await work()
    } finally {
      this.callsUnderWay -= 1
      if (this.callsUnderWay === 0) this.onIdle?.()
    }
  }

  /** Stops what runs on a connection. Harmless when that is closed. */
  interrupt(connection: DuckDBConnection): void {
    if (this.connections.has(connection)) connection.interrupt()
  }

  /** Closes a connection. Harmless when repeated. */
  disconnect(connection: DuckDBConnection): void {
    if (this.connections.delete(connection)) connection.closeSync()
  }

  /** Stops everything under way and lets the file go. */
  async abandon(): Promise<void> {
    this.isOpen = false
    if (this.callsUnderWay > 0) {
      // Said again and again: a statement that waits for a thread, or is about to begin, does not hear it yet.
      const interrupting = setInterval(() => {
        for (const connection of this.connections) connection.interrupt()
      }, INTERRUPT_MS)
      await new Promise<void>((resolve) => {
        this.onIdle = resolve
      })
      clearInterval(interrupting)
    }
    this.closeNow()
  }

  /** Writes the log into the file and closes it. To be called when nothing is under way. Harmless when repeated. */
  closeNow(): void {
    this.isOpen = false
    if (this.isLetGo) return
    this.isLetGo = true
    for (const connection of this.connections) this.disconnect(connection)
    this.instance.closeSync()
  }
}
