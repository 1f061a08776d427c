import fc from 'fast-check'
import { anyJson } from './garbage.fixture.js'

/** One change to a JSON value at a place that is chosen by number. */
export type Mutation =
  | { readonly kind: 'replace'; readonly json: string }
  | { readonly kind: 'remove' }
  | { readonly kind: 'add'; readonly name: string; readonly json: string }
  | { readonly kind: 'repeat'; readonly json: string }

export const anyMutation: fc.Arbitrary<Mutation> = fc.oneof(
  fc.record({ kind: fc.constant('replace' as const), json: anyJson }),
  fc.record({ kind: fc.constant('remove' as const) }),
  fc.record({
    kind: fc.constant('add' as const),
    name: fc.constantFrom('more', '__proto__', 'constructor', '', 'tenantId', 'x'.repeat(300), '\ud800', 'a/b~c'),
    json: anyJson,
  }),
  fc.record({ kind: fc.constant('repeat' as const), json: anyJson }),
)

/** Is put where raw JSON is to go. */
const MARK = '@@raw@@'

type Container = Record<string | number, unknown>

/** The value as JSON text, with the change made at one of its members. */
export function mutatedJson(value: unknown, at: number, mutation: Mutation): string {
  const copy: unknown = structuredClone(value)
  const places = placesIn(copy)
  const [container, key] = places[at % Math.max(1, places.length)] ?? [copy as Container, 'member']
  switch (mutation.kind) {
    case 'replace':
      put(container, key, MARK)
      return withRaw(copy, mutation.json)
    case 'remove':
      delete container[key]
      return JSON.stringify(copy)
    case 'add':
      put(container, mutation.name, MARK)
      return withRaw(copy, mutation.json)
    case 'repeat': {
      const name = `${JSON.stringify(String(key))}:`
      return JSON.stringify(copy).replace(name, () => `${name}${mutation.json},${name}`)
    }
  }
}

/** A plain member, whatever it is called. */
function put(container: Container, key: string | number, value: unknown): void {
  Object.defineProperty(container, key, { value, enumerable: true, configurable: true, writable: true })
}

function withRaw(value: unknown, json: string): string {
  return JSON.stringify(value).replace(`"${MARK}"`, () => json)
}

function placesIn(value: unknown): [Container, string | number][] {
  if (typeof value !== 'object' || value === null) return []
  const container = value as Container
  return Object.keys(container).flatMap(
    (key) => [[container, key], ...placesIn(container[key])] as [Container, string][],
  )
}
