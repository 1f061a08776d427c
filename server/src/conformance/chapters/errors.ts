import type { Chapter } from '../chapter.js'
import { bodies } from './errors/bodies.js'
import { choices, differences } from './errors/choices.js'
import { codes, identityCodes } from './errors/codes.js'
import { texts } from './errors/texts.js'

export const errors: Chapter = {
  subject: 'Errors',
  checks: 'chapters/errors',
  parts: [bodies, codes, texts, identityCodes],
  choices,
  differences,
}
