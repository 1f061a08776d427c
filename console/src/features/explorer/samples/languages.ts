import { groupOf } from '../operation-list.js'
import { curlSample } from './curl.js'
import { goSample } from './go.js'
import { javaSample } from './java.js'
import { nodeSample } from './node.js'
import { pythonSample } from './python.js'
import type { SampleFacts } from './sample.js'
import { typescriptSample } from './typescript.js'

/**
 * With a package that the vendor generated from its API: what only deskledger takes, the package has no name for, and the
 * program says so.
 */
function generated(write: (facts: SampleFacts) => string, comment: string): (facts: SampleFacts) => string {
  return (facts) => {
    const { extensionParameters = [] } = facts.operation
    const given = Object.entries(facts.request.query)
    const isKnown = ([name]: (typeof given)[number]): boolean => !extensionParameters.includes(name)
    const leftOut = given.filter((one) => !isKnown(one)).map(([name]) => name)
    const note =
      leftOut.length === 0 ? '' : `${comment} Left out, since the SDK does not have it: ${leftOut.join(', ')}\n`
    return `${note}${write({ ...facts, request: { ...facts.request, query: Object.fromEntries(given.filter(isKnown)) } })}`
  }
}

/** Languages of samples, by the name that people read. */
export const SAMPLES = {
  curl: curlSample,
  TypeScript: typescriptSample,
  Node: nodeSample,
  Python: generated(pythonSample, '#'),
  Go: generated(goSample, '//'),
  Java: generated(javaSample, '//'),
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
