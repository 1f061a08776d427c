export type { Io, Output } from './io.js'
export { run } from './run.js'
export type { LoadServer, ServerLibrary } from './server-library.js'
