import { describe, expect, it } from 'vitest'
import { LOCK_FILES, lockedPackages } from './lock-file.js'
import { problemOfSource } from './package-source.js'
import { ourFiles, readText } from './repository.js'

/** Packages that may run a program of theirs when they are installed; none needs to. */
const MAY_RUN_SCRIPTS: readonly string[] = []

describe.each(LOCK_FILES)('%s', (lockFile) => {
  const packages = lockedPackages(lockFile)

  it('has packages', () => {
    expect(packages.length).toBeGreaterThan(50)
  })

  it('fetches each package from the registry, and knows its SHA-512', () => {
    expect(packages.map(problemOfSource).filter((problem) => problem !== undefined)).toEqual([])
  })

  it('has no package that needs an install script', () => {
    const scripted = packages.filter(
      ({ hasInstallScript, name }) => hasInstallScript && !MAY_RUN_SCRIPTS.includes(name),
    )
    expect(scripted.map(({ name }) => name)).toEqual([])
  })
})

describe('the source of a package', () => {
  const good = { path: 'node_modules/a', name: 'a', version: '1.0.0', integrity: `sha512-${'a'.repeat(86)}==` }
  it.each([
    [good, undefined],
    [{ ...good, resolved: 'https://registry.npmjs.org/a/-/a-1.0.0.tgz' }, undefined],
    [{ ...good, resolved: 'https://registry.example.com/a/-/a-1.0.0.tgz' }, 'registry.example.com'],
    [{ ...good, resolved: 'http://registry.npmjs.org/a/-/a-1.0.0.tgz' }, 'http:'],
    [{ ...good, resolved: 'git+ssh://git@github.com/a/a.git#abc' }, 'git+ssh:'],
    [{ ...good, integrity: 'sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk=' }, 'SHA-512'],
    [{ path: 'node_modules/a', name: 'a', version: '1.0.0' }, 'SHA-512'],
  ])('%j: %s', (locked, problem) => {
    if (problem === undefined) expect(problemOfSource(locked)).toBeUndefined()
    else expect(problemOfSource(locked)).toContain(problem)
  })
})

describe('settings of npm in the repository', () => {
  it('name no registry and no credentials', () => {
    const settings = ourFiles().filter((path) => path.endsWith('.npmrc'))
    expect(settings).not.toEqual([])
    for (const path of settings) expect(readText(path)).not.toMatch(/registry|_auth|token|\/\//i)
  })
})
