import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

/** What a module imports, and the module itself, followed through this package. */
function reach(file: string, seen = new Map<string, string>()): Map<string, string> {
  if (seen.has(file)) return seen
  const source = readFileSync(new URL(file, import.meta.url), 'utf8')
  seen.set(file, source)
  for (const [, specifier = ''] of source.matchAll(/ from '([^']+)'/g)) {
    if (specifier.startsWith('./')) reach(specifier.replace(/\.js$/, '.ts'), seen)
    else seen.set(specifier, '')
  }
  return seen
}

describe('the signer runs in a browser', () => {
  it('it reaches nothing but @noble/hashes', () => {
    const outside = [...reach('./index.ts').keys()].filter((specifier) => !specifier.startsWith('./'))
    expect(outside.length).toBeGreaterThan(0)
    expect(outside.filter((specifier) => !specifier.startsWith('@noble/hashes/'))).toEqual([])
  })

  it("it names none of Node's globals", () => {
    const sources = [...reach('./index.ts').values()].join('\n')
    expect(sources).not.toMatch(/\b(Buffer|process|require|__dirname)\b/)
  })

  it('while the verifier is for Node (so this check can fail)', () => {
    const reached = reach('./verify.ts')
    expect([...reached.keys()]).toContain('node:crypto')
    expect([...reached.values()].join('\n')).toMatch(/\bBuffer\b/)
  })
})
