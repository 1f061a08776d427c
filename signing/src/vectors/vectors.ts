import { readFileSync } from 'node:fs'
import { sha256Hex } from '../payload-hash.js'
import type { ReadClaimOptions, ReceivedRequest } from '../read-claim.js'
import { parseSdkDate } from '../x-sdk-date.js'

/** A published signing vector; `meta.fields` of the file explains each field. */
export interface Vector {
  readonly name: string
  readonly kind: 'signer' | 'derived' | 'wire' | 'negative' | 'go' | 'variant'
  readonly method: string
  readonly scheme: string
  readonly host: string
  readonly path: string
  readonly query: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | null
  readonly access_key: string
  readonly secret_key: string
  readonly expected_authorization: string
  readonly canonical_request?: string
  readonly expect: 'valid' | 'invalid' | 'unspecified'
  readonly needs_fallback_uri?: boolean
  readonly needs_fallback_query_order?: boolean
  readonly region_id?: string
  readonly derived_service?: string
  readonly server_time?: string
}

const FILE = new URL('./signing-vectors.json', import.meta.url)

/** All published vectors, in the order of the file. */
export const VECTORS: readonly Vector[] = JSON.parse(readFileSync(FILE, 'utf8')).vectors

/** @throws {Error} there is no vector of that name */
export function vectorNamed(name: string): Vector {
  const vector = VECTORS.find((candidate) => candidate.name === name)
  if (vector === undefined) throw new Error(`There is no vector ${name}.`)
  return vector
}

/** The header of that name, in whatever case the vector spells it. */
export function headerOf(vector: Vector, name: string): string | undefined {
  return Object.entries(vector.headers).find(([candidate]) => candidate.toLowerCase() === name)?.[1]
}

/** When the request was signed. */
export function dateOf(vector: Vector): Date {
  const date = parseSdkDate(headerOf(vector, 'x-sdk-date') ?? '')
  if (date === undefined) throw new Error(`Vector ${vector.name} has no X-Sdk-Date.`)
  return date
}

/** The vector as a Node server receives it. */
export function received(vector: Vector): ReceivedRequest {
  const headers = { ...vector.headers, Authorization: vector.expected_authorization }
  const rawHeaders = Object.entries(headers).flatMap(([name, value]) => [name, Buffer.from(value).toString('latin1')])
  return { method: vector.method, rawPath: vector.path, rawQuery: vector.query, rawHeaders }
}

/** The hash of the body that comes with the vector. */
export function bodySha256Of(vector: Vector): string {
  return sha256Hex(vector.body ?? '')
}

/** A server with the vector's clock, region and service. */
export function serverOf(vector: Vector): ReadClaimOptions {
  const { region_id: regionId, derived_service: service, server_time: serverTime } = vector
  return {
    now: serverTime === undefined ? dateOf(vector) : new Date(serverTime),
    derivedScopes: regionId !== undefined && service !== undefined ? [{ regionId, service }] : [],
  }
}
