/** Runs something at its start and then again and again, one run at a time. */
export class RegularRun {
  private timer: NodeJS.Timeout | undefined
  private running: Promise<void> | undefined

  /**
   * @param run tells its failures itself, and does not reject
   * @param intervalMs from the start of one run to the start of the next, in milliseconds
   */
  constructor(
    private readonly run: () => Promise<void>,
    private readonly intervalMs: number,
  ) {}

  /** Runs now and then regularly. Harmless when repeated; a stopped one may be started again. */
  start(): void {
    if (this.timer !== undefined) return
    this.timer = setInterval(() => this.tick(), this.intervalMs)
    this.tick()
  }

  /** Starts no further run; resolves when the present one has ended. */
  async stop(): Promise<void> {
    clearInterval(this.timer)
    this.timer = undefined
    await this.running
  }

  private tick(): void {
    // A run that takes longer than the interval is not overtaken.
    this.running ??= this.run().finally(() => {
      this.running = undefined
    })
  }
}
