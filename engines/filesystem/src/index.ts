export { openFileStore } from './file-store.js'
