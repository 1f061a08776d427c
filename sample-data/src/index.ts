export { generateLines } from './generate-lines.js'
export type { GenerateOptions } from './generate-options.js'
