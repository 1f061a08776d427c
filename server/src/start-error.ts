import { StorageFullError, StoreUnavailableError } from '@deskledger/domain'
import {
  DAMAGE_REMEDY,
  DatabaseDamagedError,
  DatabaseInUseError,
  DatabaseTooNewError,
  DatabaseUnreachableError,
} from '@deskledger/engine-duckdb'
import { DamagedSegmentError, ForeignDirectoryError } from '@deskledger/engine-filesystem'
import { MissingDatabaseError, UnusableDirectoryError } from './data-directory.js'

/** The server cannot start. The message is one line that names what is wrong and what to do. */
export class StartError extends Error {
  override readonly name = 'StartError'
  /** @param exitCode 2 bad settings, 3 damaged data, 4 directory in use (design.md 7) */
  constructor(
    message: string,
    readonly exitCode: 2 | 3 | 4,
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}

/** The data are there but cannot be used as they are (promise 7). */
const UNUSABLE_DATA: Readonly<Record<string, string>> = {
  EACCES: 'may not be read and written by this user; change its owner or mode',
  EPERM: 'may not be read and written by this user; change its owner or mode',
  EROFS: 'lies on a read-only file system; mount it for writing',
  ENOSPC: 'lies on a full disk; free some space',
}

const BAD_SETTINGS: Readonly<Record<string, string>> = {
  ENOTDIR: 'is not a directory; choose another one',
  EEXIST: 'is not a directory; choose another one',
  ENOENT: 'cannot be made; choose another one',
}

/** What went wrong at start, as a line and an exit code; a failure that is not known is passed on. */
export function toStartError(error: unknown, dataDirectory: string): unknown {
  if (error instanceof DatabaseInUseError) return new StartError(error.message, 4, { cause: error })
  if (
    error instanceof DatabaseDamagedError ||
    error instanceof DatabaseTooNewError ||
    error instanceof MissingDatabaseError ||
    error instanceof StorageFullError
  ) {
    return new StartError(error.message, 3, { cause: error })
  }
  if (error instanceof DatabaseUnreachableError) {
    return new StartError(error.message, error.isThere ? 3 : 2, { cause: error })
  }
  if (error instanceof UnusableDirectoryError || error instanceof ForeignDirectoryError) {
    return new StartError(error.message, 2, { cause: error })
  }
  if (error instanceof DamagedSegmentError) {
    return new StartError(`${error.message}; ${DAMAGE_REMEDY}`, 3, { cause: error })
  }
  // What the disk said is told by its cause.
  if (error instanceof StoreUnavailableError && error.cause) return toStartError(error.cause, dataDirectory)
  const { code, syscall } = error as NodeJS.ErrnoException
  if (syscall === 'listen') return new StartError(`cannot listen: ${(error as Error).message}`, 2, { cause: error })
  const unusable = UNUSABLE_DATA[code ?? '']
  if (unusable !== undefined) return new StartError(`${dataDirectory} ${unusable}.`, 3, { cause: error })
  const bad = BAD_SETTINGS[code ?? '']
  return bad === undefined ? error : new StartError(`${dataDirectory} ${bad}.`, 2, { cause: error })
}
