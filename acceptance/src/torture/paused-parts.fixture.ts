import type { ExportParts } from '@deskledger/worker'

/** A step at which a worker stands still; timers that call a store stand still with it. */
export type PausePoint = 'claim' | 'count' | 'create' | 'write' | 'renew' | 'publish' | 'finish'

/** Parts of a worker that is paused once, at a step, as a process is by SIGSTOP or a long garbage collection. */
export interface PausedParts {
  readonly parts: ExportParts
  /** Resolves when it stands still. */
  readonly paused: Promise<void>
  resume(): void
}

/**
 * Every call that a worker makes goes through here; after the pause has begun none gets through until it ends.
 * @param at the pause begins right before this call, or, of `claim`, right after it
 */
export function pausedAt(at: PausePoint, parts: ExportParts): PausedParts {
  let resume = (): void => {}
  let begin = (): void => {}
  let pausing: Promise<void> | undefined
  const paused = new Promise<void>((resolve) => {
    begin = resolve
  })
  const stand = (): Promise<void> => {
    pausing ??= new Promise((resolve) => {
      resume = resolve
    })
    begin()
    return pausing
  }
  const gated = <T extends object>(target: T): T =>
    new Proxy(target, {
      get(_target, name) {
        const member = Reflect.get(target, name) as unknown
        if (typeof member !== 'function' || name === 'render') return member
        return async (...args: unknown[]) => {
          await (name === at && at !== 'claim' ? stand() : pausing)
          const result = (await member.apply(target, args)) as unknown
          if (name === 'claim' && at === 'claim' && result !== undefined) await stand()
          return name === 'create' ? gated(result as object) : result
        }
      },
    })
  const { records, tasks, files } = parts
  return {
    parts: { ...parts, records: boundRender(gated(records), records), tasks: gated(tasks), files: gated(files) },
    paused,
    resume: () => resume(),
  }
}

/** A generator is not a promise; its rows are read by what is gated. */
function boundRender(gated: ExportParts['records'], records: ExportParts['records']): ExportParts['records'] {
  return {
    count: gated.count.bind(gated),
    release: gated.release.bind(gated),
    render: records.render.bind(records),
  }
}
