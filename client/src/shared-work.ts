interface Running<Value> {
  readonly outcome: Promise<Value>
  readonly controller: AbortController
  waiting: number
}

/** Work that is done once however many wait for it, each with its own signal. It is stopped when the last one leaves. */
export class SharedWork<Value> {
  readonly #work: (signal: AbortSignal) => Promise<Value>
  #running: Running<Value> | undefined

  constructor(work: (signal: AbortSignal) => Promise<Value>) {
    this.#work = work
  }

  /** Begins the work or joins what has begun. Rejects as the work does, or with the signal's reason. */
  async join(signal: AbortSignal | undefined): Promise<Value> {
    signal?.throwIfAborted()
    this.#running ??= this.#start()
    const running = this.#running
    running.waiting++
    try {
      return await unlessAborted(running.outcome, signal)
    } finally {
      running.waiting--
      if (running.waiting === 0) {
        running.controller.abort()
        this.#running = undefined
      }
    }
  }

  #start(): Running<Value> {
    const controller = new AbortController()
    return { outcome: this.#work(controller.signal), controller, waiting: 0 }
  }
}

function unlessAborted<Value>(outcome: Promise<Value>, signal: AbortSignal | undefined): Promise<Value> {
  if (signal === undefined) return outcome
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(signal.reason)
    const settled = (): void => signal.removeEventListener('abort', stop)
    signal.addEventListener('abort', stop, { once: true })
    outcome.finally(settled).then(resolve, reject)
  })
}
