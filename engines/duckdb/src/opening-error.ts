import { DatabaseDamagedError, DatabaseInUseError, DatabaseUnreachableError } from './database-errors.js'

/** Why the engine did not open a file, in words for whoever starts the server. */
export function openingError(path: string, error: unknown): Error {
  const message = String(error)
  if (/Could not set lock on file|Conflicting lock is held/.test(message)) {
    return new DatabaseInUseError(path, { cause: error })
  }
  const [unreachable] =
    /No such file or directory|database does not exist|Permission denied|Read-only file system/.exec(message) ?? []
  if (unreachable !== undefined) return new DatabaseUnreachableError(path, unreachable, { cause: error })
  return new DatabaseDamagedError(path, { cause: error })
}
