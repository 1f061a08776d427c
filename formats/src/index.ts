export type { FileFormat } from './file-format.js'
export { FILE_FORMATS } from './file-formats.js'
