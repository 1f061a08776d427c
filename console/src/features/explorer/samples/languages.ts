import { groupOf } from '../operation-list.js'
import { curlSample } from './curl.js'
import { goSample } from './go.js'
import { javaSample } from './java.js'
import { nodeSample } from './node.js'
import { pythonSample } from './python.js'
import type { SampleFacts } from './sample.js'
import { typescriptSample } from './typescript.js'

/** Languages of samples, by the name that people read. */
export const SAMPLES = {
  curl: curlSample,
  TypeScript: typescriptSample,
  Node: nodeSample,
  Python: pythonSample,
  Go: goSample,
  Java: javaSample,
} as const

export type SampleLanguage = keyof typeof SAMPLES

/**
 * Which languages an operation has a sample in. The vendor's generated packages know just its own operations, and what they
 * call a body is not published.
 */
export function languagesOf({ operation }: Pick<SampleFacts, 'operation'>): readonly SampleLanguage[] {
  const isGenerated = groupOf(operation) === 'workspace' && operation.body === undefined
  return isGenerated ? ['curl', 'TypeScript', 'Node', 'Python', 'Go', 'Java'] : ['curl', 'TypeScript', 'Node']
}
