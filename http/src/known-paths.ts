import { OPERATIONS, type Operation, SERVICE_PATHS } from '@deskledger/contract'

/** Names of the shapes of error bodies. */
export type ErrorShape = Operation['errorShape']

interface KnownPath {
  readonly method: string
  readonly segments: readonly string[]
  readonly errorShape: ErrorShape
}

const SERVICES = Object.values(SERVICE_PATHS).map((path) => ({ method: 'GET', path, errorShape: 'service' as const }))

const KNOWN: readonly KnownPath[] = [...Object.values(OPERATIONS), ...SERVICES].map(({ method, path, errorShape }) => ({
  method,
  segments: path.slice(1).split('/'),
  errorShape,
}))

/** The methods that a path has routes for. */
export function methodsOf(segments: readonly string[]): readonly string[] {
  return [...new Set(matching(segments).map(({ method }) => method))]
}

/**
 * How failures on a request target look: known by its path, so that a wrong method or a broken query looks so, too. A
 * path may be escaped in any way; what cannot be decoded stays as it is.
 */
export function errorShapeOf(target: string): ErrorShape {
  const [path = ''] = target.split('?')
  return matching(path.slice(1).split('/').map(decoded))[0]?.errorShape ?? 'service'
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

function matching(segments: readonly string[]): readonly KnownPath[] {
  return KNOWN.filter((known) => isMatch(known.segments, segments))
}

function isMatch(template: readonly string[], segments: readonly string[]): boolean {
  return (
    template.length === segments.length &&
    template.every((part, at) => (part.startsWith('{') ? segments[at] !== '' : part === segments[at]))
  )
}
