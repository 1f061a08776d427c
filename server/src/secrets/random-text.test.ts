import { describe, expect, it } from 'vitest'
import { newAccessKey, newId, newPassword, newSecretKey, newToken } from './random-text.js'

describe('random text', () => {
  it.each([
    [newId, /^[0-9a-f]{32}$/],
    [newAccessKey, /^[A-Z0-9]{20}$/],
    [newSecretKey, /^[A-Za-z0-9]{40}$/],
    [newPassword, /^[A-HJ-NP-Za-km-z2-9]{20}$/],
    [newToken, /^[A-Za-z0-9_-]{43}$/],
  ])('%o has its form and does not come twice', (make, form) => {
    const made = Array.from({ length: 1000 }, make)
    for (const text of made) expect(text).toMatch(form)
    expect(new Set(made).size).toBe(made.length)
  })
})
