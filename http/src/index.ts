export { buildApp } from './app.js'
export { type ConsoleFiles, readConsoleFiles } from './console/console-files.js'
export type { HttpParts } from './http-parts.js'
export type { ObservedAnswer, Observer } from './observation/observer.js'
