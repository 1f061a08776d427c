export { ForeignDirectoryError } from './directory.js'
export { openFileStore } from './file-store.js'
