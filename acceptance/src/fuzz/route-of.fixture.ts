import { OPERATIONS, type Operation, type OperationId, SERVICE_PATHS } from '@deskledger/contract'
import type { ErrorShape } from '../documented-failure.fixture.js'

/** What a target means by the contract, found without the server's help. */
export interface Route {
  /** What the method of the request asks for there, if anything. */
  readonly operation: OperationId | 'service' | 'console' | undefined
  /** How failures look there. */
  readonly shape: ErrorShape
}

export function routeOf(method: string, target: string): Route {
  const [path = ''] = target.split('?')
  const segments = path.split('/').map(decoded)
  const services: readonly string[] = Object.values(SERVICE_PATHS)
  if (services.includes(segments.join('/'))) {
    return { operation: method === 'GET' ? 'service' : undefined, shape: 'service' }
  }
  if (method === 'GET' && (segments.join('/') === '/' || segments[1] === 'console')) {
    return { operation: 'console', shape: 'service' }
  }
  const there = (Object.entries(OPERATIONS) as [OperationId, Operation][]).filter(([, operation]) => {
    const template = operation.path.split('/')
    const isMatch = (part: string, at: number): boolean =>
      part.startsWith('{') ? segments[at] !== '' : part === segments[at]
    return template.length === segments.length && template.every(isMatch)
  })
  const asked = there.find(([, operation]) => operation.method === method)
  return { operation: asked?.[0], shape: there[0]?.[1].errorShape ?? 'service' }
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
