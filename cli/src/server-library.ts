import { UsageError } from './failures.js'

/** What this folder uses of the server. */
export type ServerLibrary = Pick<typeof import('@deskledger/server'), 'SETTINGS' | 'readSettings' | 'startServer'>

/** Loads the server: only when a command needs it, since it brings the database engine along. */
export type LoadServer = () => Promise<ServerLibrary>

/** A server that runs. */
export type RunningServer = Awaited<ReturnType<ServerLibrary['startServer']>>

/** Credentials of a new data directory. */
export type FirstStart = NonNullable<RunningServer['firstStart']>

/** The server did not start; its own exit code says why (3 damaged data, 4 directory in use). */
export class ServerStartError extends Error {
  constructor(
    message: string,
    readonly exitCode: number,
    cause: unknown,
  ) {
    super(message, { cause })
    this.name = new.target.name
  }
}

/**
 * Starts a server.
 * @param environment settings by name, as `flags`, which win
 * @throws {UsageError} settings are wrong; every problem is told
 * @throws {ServerStartError} the server cannot run with its data directory
 */
export async function startServer(
  { readSettings, startServer: start }: ServerLibrary,
  environment: NodeJS.ProcessEnv,
  flags: Readonly<Record<string, string | undefined>>,
): Promise<RunningServer> {
  try {
    return await start(readSettings(environment, flags))
  } catch (error) {
    if (!(error instanceof Error)) throw error
    if ('problems' in error && Array.isArray(error.problems)) throw new UsageError(error.problems.map(String))
    if ('exitCode' in error && typeof error.exitCode === 'number') {
      throw new ServerStartError(error.message, error.exitCode, error)
    }
    throw error
  }
}
