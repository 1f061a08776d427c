import type { Chapter } from '../chapter.js'
import { choices } from './every-operation/choices.js'
import { differences } from './every-operation/differences.js'
import { answers, requests } from './every-operation/facts.js'

export const everyOperation: Chapter = {
  subject: 'Every operation',
  checks: 'chapters/every-operation',
  parts: [requests, answers],
  choices,
  differences,
}
