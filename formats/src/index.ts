export { FILE_FORMATS } from './file-formats.js'
