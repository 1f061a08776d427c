import { WORKSPACE } from './chapters.js'
import { showChapters } from './show-chapters.js'

showChapters(WORKSPACE)
