import { describe, expect, it } from 'vitest'
import { Refusal, refusable } from './refusal.js'

describe('refusable', () => {
  it('gives what was read', () => {
    expect(refusable(() => 'read')).toEqual({ ok: true, value: 'read' })
  })

  it('gives a refusal as a failure', () => {
    const refuse = () => {
      throw new Refusal({ kind: 'unsigned-payload' })
    }
    expect(refusable(refuse)).toEqual({ ok: false, failure: { kind: 'unsigned-payload' } })
  })

  it('hides no other error: a bug is not a bad request', () => {
    const fail = () => {
      throw new TypeError('a bug')
    }
    expect(() => refusable(fail)).toThrow(new TypeError('a bug'))
  })
})
