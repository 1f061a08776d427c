import { describe, expect, it } from 'vitest'
import { MAY_RUN_SCRIPTS, unexpectedScripts } from './install-scripts.js'
import { LOCK_FILES, lockedPackages } from './lock-file.js'
import { problemOfSource } from './package-source.js'
import { ourFiles, readText } from './repository.js'

it('there is a lock file of the repository, of its mutation tests and of the peers of its bench', () => {
  const expected = ['bench/peers/package-lock.json', 'mutation/package-lock.json', 'package-lock.json']
  expect([...LOCK_FILES].sort()).toEqual(expected)
})

describe.each(LOCK_FILES)('%s', (lockFile) => {
  const packages = lockedPackages(lockFile)

  it('has packages', () => {
    expect(packages.length).toBeGreaterThan(50)
  })

  it('fetches each package from the registry, and knows its SHA-512', () => {
    expect(packages.map(problemOfSource).filter((problem) => problem !== undefined)).toEqual([])
  })

  it('has no package that runs a script when it is installed, apart from those that may', () => {
    expect(unexpectedScripts(lockFile, packages)).toEqual([])
  })
})

describe('a package that runs a script when it is installed', () => {
  const scripted = (name: string) => ({ path: `node_modules/${name}`, name, version: '1.0.0', hasInstallScript: true })

  it('is found, and may do so in one lock file at most', () => {
    expect(unexpectedScripts('package-lock.json', [scripted('a'), scripted('better-sqlite3')])).toEqual([
      'a',
      'better-sqlite3',
    ])
    expect(unexpectedScripts('bench/peers/package-lock.json', [scripted('a'), scripted('better-sqlite3')])).toEqual([
      'a',
    ])
  })

  it('is allowed only where there is one', () => {
    const unused = MAY_RUN_SCRIPTS.filter(
      ({ lockFile, name }) => !lockedPackages(lockFile).some((locked) => name.test(locked.name)),
    )
    expect(unused).toEqual([])
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

  it.each(LOCK_FILES.filter((lockFile) => MAY_RUN_SCRIPTS.every((allowed) => allowed.lockFile !== lockFile)))(
    'have no script run where %s is installed',
    (lockFile) => {
      const lines = readText(lockFile.replace('package-lock.json', '.npmrc')).split('\n')
      expect(lines).toContain('ignore-scripts=true')
    },
  )
})
