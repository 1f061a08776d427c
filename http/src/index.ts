export { buildApp } from './app.js'
export type { HttpParts } from './http-parts.js'
