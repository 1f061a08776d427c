import { once } from 'node:events'
import type { Readable, Writable } from 'node:stream'

/** Where text goes; a terminal says so. */
export type Output = Writable & { readonly isTTY?: boolean; readonly columns?: number }

/** Everything of the process that commands touch, handed in so that tests can hand in their own. */
export interface Io {
  readonly stdin: Readable
  /** Data only. */
  readonly stdout: Output
  /** Talk: progress, notices, failures. */
  readonly stderr: Output
  readonly environment: NodeJS.ProcessEnv
  /** Emits SIGINT and SIGTERM. */
  readonly signals: NodeJS.EventEmitter
  /** Ends the process at once. */
  readonly exit: (code: number) => void
  readonly clock: () => Date
}

/** Writes text, and waits while the reader at the other end is behind. */
export async function write(output: Output, text: string): Promise<void> {
  if (!output.write(text)) await once(output, 'drain')
}

/** Writes one JSON document. */
export function writeJson(output: Output, value: unknown): Promise<void> {
  return write(output, `${JSON.stringify(value, null, 2)}\n`)
}
