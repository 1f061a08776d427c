/** A question that waits, with everybody who asked it. */
interface Flight {
  readonly answer: Promise<unknown>
  /** Fires when everybody who asked has left. */
  readonly leaving: AbortController
  passengers: number
}

/** What a question is answered with. */
export interface Departure {
  /** Fires when nobody waits for the answer any more. */
  readonly signal: AbortSignal
  /** To be called before anything is read: whoever asks from then on is answered by itself. */
  depart(): void
}

/**
 * Answers equal questions that wait for their turn once, together ("single flight"). Nobody joins an answer that has begun:
 * it might not hold what was acknowledged since.
 */
export class SingleFlight {
  private readonly waiting = new Map<string, Flight>()

  /**
   * @param key all that the answer depends on, who may see what included
   * @param answer makes the answer, unless one for the key waits already
   * @param signal ends the waiting of this one; the answer goes on while others want it
   */
  async run<T>(key: string, answer: (departure: Departure) => Promise<T>, signal?: AbortSignal): Promise<T> {
    signal?.throwIfAborted()
    const flight = this.waiting.get(key) ?? this.open(key, answer)
    flight.passengers += 1
    return new Promise<T>((resolve, reject) => {
      const leave = (): void => {
        flight.passengers -= 1
        if (flight.passengers > 0) reject(signal?.reason)
        else {
          // Whoever leaves last stops the answer, and is rejected when nothing works on it any more.
          this.close(key, flight)
          flight.leaving.abort(signal?.reason)
        }
      }
      signal?.addEventListener('abort', leave, { once: true })
      // Equal keys are of one kind of question, so the answer is a T whoever made it.
      ;(flight.answer as Promise<T>).then(resolve, reject).finally(() => signal?.removeEventListener('abort', leave))
    })
  }

  private open(key: string, answer: (departure: Departure) => Promise<unknown>): Flight {
    const leaving = new AbortController()
    const depart = (): void => this.close(key, flight)
    // Begun in the next turn, so that `depart` finds its flight.
    const made = Promise.resolve().then(() => answer({ signal: leaving.signal, depart }))
    const flight: Flight = { answer: made.finally(depart), leaving, passengers: 0 }
    this.waiting.set(key, flight)
    return flight
  }

  private close(key: string, flight: Flight): void {
    if (this.waiting.get(key) === flight) this.waiting.delete(key)
  }
}
