import { OPERATIONS, type Operation } from '@deskledger/contract'
import { InvalidParameterError } from '@deskledger/domain'
import Type, { type TSchema } from 'typebox'
import { Errors } from 'typebox/value'
import { describe, expect, it } from 'vitest'
import { readValue } from './value.js'

/** The bounds that the contract sets, in JSON Schema's words. */
const BOUNDS = ['minLength', 'maxLength', 'minimum', 'maximum', 'minItems', 'maxItems'] as const
type Bound = (typeof BOUNDS)[number]
type Place = readonly [place: string, bound: Bound, limit: number, schema: TSchema]

const operations = Object.entries(OPERATIONS) as [string, Operation][]

function boundsOf(place: string, schema: TSchema): Place[] {
  return BOUNDS.flatMap((bound) => {
    const limit = (schema as Partial<Record<Bound, number>>)[bound]
    return limit === undefined ? [] : [[place, bound, limit, schema] as const]
  })
}

/** Of a schema and everything in it. */
function boundsWithin(place: string, schema: TSchema): Place[] {
  const inner = [
    ...(Type.IsObject(schema) ? Object.entries(schema.properties) : []),
    ...(Type.IsArray(schema) ? [['[]', schema.items] as const] : []),
    ...(Type.IsUnion(schema) ? schema.anyOf.map((variant, at) => [`${at}`, variant] as const) : []),
  ]
  return [...boundsOf(place, schema), ...inner.flatMap(([name, part]) => boundsWithin(`${place}.${name}`, part))]
}

/** A value that is so large: a text or an array of that length, or the number itself. */
function ofSize(bound: Bound, size: number): unknown {
  if (bound.endsWith('imum')) return size
  return bound.endsWith('Length') ? 'a'.repeat(size) : Array.from({ length: size }, () => 'a')
}

const beyond = (bound: Bound, limit: number): number => (bound.startsWith('max') ? limit + 1 : limit - 1)

describe('a parameter at its bound is taken, and refused one beyond it', () => {
  const places = operations.flatMap(([id, { query, pathParameters }]) =>
    Object.entries({ ...query.properties, ...pathParameters.properties }).flatMap(([name, schema]) =>
      boundsOf(`${id} ${name}`, schema),
    ),
  )

  it('there are some of each kind', () => {
    expect(new Set(places.map(([, bound]) => bound))).toEqual(new Set(['minLength', 'maxLength', 'minimum', 'maximum']))
  })

  it.each(places)('%s: %s %i', (_place, bound, limit, schema) => {
    const read = (size: number) => readValue('it', String(ofSize(bound, size)), schema)
    expect(read(limit)).toBe(ofSize(bound, limit))
    expect(() => read(beyond(bound, limit))).toThrow(InvalidParameterError)
  })
})

describe('a member of a body at its bound is taken, and refused one beyond it', () => {
  const places = operations.flatMap(([id, { body = {} }]) =>
    Object.entries(body).flatMap(([type, schema]) => boundsWithin(`${id} ${type}`, schema)),
  )

  it('there are some of each kind', () => {
    expect(new Set(places.map(([, bound]) => bound))).toEqual(new Set(BOUNDS))
  })

  it.each(places)('%s: %s %i', (_place, bound, limit, schema) => {
    // What is in an array is a place of its own.
    const alone = Type.IsArray(schema) ? { ...schema, items: {} } : schema
    const problems = (size: number) => Errors(alone, ofSize(bound, size)).map(({ keyword }) => String(keyword))
    expect(problems(limit)).not.toContain(bound)
    expect(problems(beyond(bound, limit))).toContain(bound)
  })
})
