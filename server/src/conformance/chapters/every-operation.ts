import type { Chapter } from '../chapter.js'
import { choices, differences } from './every-operation/choices.js'
import { answers, requests } from './every-operation/facts.js'

export const everyOperation: Chapter = {
  subject: 'Every operation',
  checks: 'chapters/every-operation',
  parts: [requests, answers],
  choices,
  differences,
}
