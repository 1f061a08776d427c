import { OPERATIONS, type Operation, type OperationId } from '@deskledger/contract'
import fc from 'fast-check'
import { anyEscapedText } from './garbage.fixture.js'
import { idOf } from './known-things.fixture.js'
import { mostly } from './mostly.fixture.js'
import { anyId, beyond, valuesOf } from './schema-values.fixture.js'

const encoded = (value: unknown): string => encodeURIComponent(String(value).toWellFormed())

/** The projects of requests to projects: mostly the one that has records. */
const anyProject: fc.Arbitrary<string> = fc.oneof(
  { weight: 12, arbitrary: fc.constant(idOf('own', 'main_project', 0)) },
  { weight: 2, arbitrary: anyId('project_id') },
)

function pathOf({ path, pathParameters, access }: Operation): fc.Arbitrary<string> {
  // A hold is found in the project that it was made in.
  const isWithinProject = access.scope === 'project' || path.includes('/legal-holds')
  const segments = path.split('/').map((segment): fc.Arbitrary<string> => {
    const name = /^\{(\w+)\}$/.exec(segment)?.[1]
    if (name === undefined) return fc.constant(segment)
    const schema = pathParameters.properties[name]
    const meant =
      name === 'project_id' && isWithinProject
        ? anyProject
        : (schema === undefined ? fc.constant('') : valuesOf(schema, name)).map(encoded)
    return mostly(20, meant, anyEscapedText)
  })
  return fc.tuple(...segments).map((parts) => parts.join('/'))
}

const SAME = (path: string): string => path

/** What is done to a path as a whole. */
const PATH_CHANGES: readonly ((path: string) => string)[] = [
  (path) => `${path}/`,
  (path) => `/${path}`,
  (path) => path.replace('/', '//'),
  (path) => path.toUpperCase(),
  (path) => path.replace(/[a-z]/, (letter) => `%${letter.charCodeAt(0).toString(16)}`),
  (path) => path.replace(/.[^/]*$/, ''),
  (path) => `${path}/more`,
  (path) => `${path}/../more`,
  (path) => `/./${path.slice(1)}`,
  (path) => `${path};a=b`,
  (path) => path.replace(/\/([^/]*)$/, '%2F$1'),
]

type Pair = readonly [name: string, escaped: string]

function queryOf({ query }: Operation): fc.Arbitrary<string> {
  const names = Object.keys(query.properties)
  const pairs = Object.entries(query.properties).map(([name, schema]): fc.Arbitrary<Pair | undefined> => {
    const value = mostly(20, valuesOf(schema, name).map(encoded), fc.oneof(beyond(schema), anyEscapedText))
    const pair = value.map((text): Pair => [name, text])
    return fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: pair })
  })
  const odd = fc.oneof(
    fc.tuple(fc.constantFrom('more', 'a', 'Limit', ...names), anyEscapedText),
    fc.tuple(
      fc.constantFrom(...names, 'a').map((name) => `${name}[]`),
      anyEscapedText,
    ),
    fc.tuple(anyEscapedText, fc.constantFrom('', '1')),
  )
  const oddPairs = mostly<Pair[]>(9, fc.constant([]), fc.array(odd, { minLength: 1, maxLength: 3 }))
  return fc
    .tuple(fc.tuple(...pairs), oddPairs, mostly(30, fc.constant('='), fc.constantFrom('==', '')))
    .map(([known, more, equals]) => {
      const sent = [...known.filter((pair) => pair !== undefined), ...more]
      return sent.map(([name, value]) => `${name}${equals}${value}`).join('&')
    })
}

/** Targets of an operation: mostly of its form, some beside it, few that are something else. */
export function targetsOf(id: OperationId): fc.Arbitrary<string> {
  const operation: Operation = OPERATIONS[id]
  return fc
    .record({
      path: pathOf(operation),
      query: queryOf(operation),
      change: mostly(25, fc.constant(SAME), fc.constantFrom(...PATH_CHANGES)),
    })
    .map(({ path, query, change }) => (query === '' ? change(path) : `${change(path)}?${query}`))
}
