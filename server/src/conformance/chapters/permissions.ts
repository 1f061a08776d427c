import type { Chapter } from '../chapter.js'
import { choices, differences } from './permissions/choices.js'
import { evaluation } from './permissions/evaluation.js'
import { grammar } from './permissions/grammar.js'
import { operators } from './permissions/operators.js'
import { actions, people } from './permissions/people.js'

export const permissions: Chapter = {
  subject: 'Permissions',
  checks: 'chapters/permissions',
  parts: [people, actions, evaluation, grammar, operators],
  choices,
  differences,
}
