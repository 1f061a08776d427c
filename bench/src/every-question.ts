import type { Question } from './question.js'
import { consoleQuestion } from './questions/console.js'
import { exporting } from './questions/export.js'
import { fairness } from './questions/fairness.js'
import { growth } from './questions/growth.js'
import { ingest } from './questions/ingest.js'
import { list } from './questions/list.js'
import { memory } from './questions/memory.js'
import { mixed } from './questions/mixed.js'
import { size } from './questions/size.js'
import { start } from './questions/start.js'

/** In the order in which they are asked. */
export const QUESTIONS: readonly Question[] = [
  ingest,
  list,
  mixed,
  fairness,
  start,
  size,
  exporting,
  memory,
  growth,
  consoleQuestion,
]
