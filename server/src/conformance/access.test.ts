import { ACCESS } from './chapters.js'
import { showChapters } from './show-chapters.js'

showChapters(ACCESS)
