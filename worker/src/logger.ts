/** Where the worker tells what it does; a pino logger fits. Messages are constant, what varies stands in the fields. */
export interface Logger {
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}
