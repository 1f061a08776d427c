import type { Chapter } from '../chapter.js'
import { algorithm } from './signatures/algorithm.js'
import { choices, differences } from './signatures/choices.js'
import { derivedKeys, verifier } from './signatures/verifier.js'
import { ways } from './signatures/ways.js'

export const signatures: Chapter = {
  subject: 'Signatures',
  checks: 'chapters/signatures',
  parts: [ways, algorithm, verifier, derivedKeys],
  choices,
  differences,
}
