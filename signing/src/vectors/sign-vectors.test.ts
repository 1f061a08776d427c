import { describe, expect, it } from 'vitest'
import { signRequest } from '../sign.js'
import { dateOf, headerOf, VECTORS, type Vector } from './vectors.js'

describe('signRequest writes the Authorization that the official signers wrote', () => {
  const covered = VECTORS.filter((vector) => vector.expect === 'valid' && isCovered(vector))

  it('(all 89 of the published rule)', () => {
    expect(covered).toHaveLength(89)
  })

  it.each(covered.map((vector) => [vector.name, vector] as const))('%s', (_name, vector) => {
    const headers = signRequest(
      {
        method: vector.method,
        url: `${vector.scheme}://${vector.host}${vector.path}${vector.query === '' ? '' : `?${vector.query}`}`,
        headers: vector.headers,
        body: vector.body ?? undefined,
      },
      {
        accessKey: vector.access_key,
        secretKey: vector.secret_key,
        projectId: headerOf(vector, 'x-project-id'),
        securityToken: headerOf(vector, 'x-security-token'),
        derived: scopeOf(vector),
      },
      dateOf(vector),
    )
    expect(headers['Authorization']).toBe(vector.expected_authorization)
  })
})

/** Clients that encode or sort by a rule of their own, or sign User-Agent or not even Host, are not imitated. */
function isCovered(vector: Vector): boolean {
  if (vector.needs_fallback_uri === true || vector.needs_fallback_query_order === true) return false
  if (vector.name === 'trap-unsigned-payload-without-body--python') return false
  return ['signer', 'derived'].includes(vector.kind) || vector.name.startsWith('wire-node')
}

function scopeOf({ region_id: regionId, derived_service: service }: Vector) {
  return regionId === undefined || service === undefined ? undefined : { regionId, service }
}
