import { describe, expect, it } from 'vitest'
import { lockedPackages } from './lock-file.js'
import { ourFiles, readText } from './repository.js'

type Versions = Readonly<Record<string, string>>

/** Members of package.json that name packages to install, and the version of what overrides another. */
const KINDS = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies', 'overrides'] as const

/** A version, or another package in one: no range, tag, address or file. */
const EXACT = /^(npm:(@[\w.-]+\/)?[\w.-]+@)?\d+\.\d+\.\d+(-[\w.-]+)?$/

function inexact(packageFile: string): string[] {
  const parsed = JSON.parse(packageFile) as Partial<Record<(typeof KINDS)[number], Versions>>
  return KINDS.flatMap((kind) => Object.entries(parsed[kind] ?? {}))
    .filter(([, version]) => !EXACT.test(version))
    .map(([name, version]) => `${name} ${version}`)
}

describe('versions', () => {
  it('are exact in every package.json', () => {
    const files = ourFiles().filter((path) => /(^|\/)package\.json$/.test(path))
    expect(files.length).toBeGreaterThan(10)
    expect(files.flatMap((path) => inexact(readText(path)).map((problem) => `${path}: ${problem}`))).toEqual([])
  })

  it.each(['^1.0.0', '~1.0.0', '>=1', '*', 'latest', 'git+https://x/y.git', 'file:../y'])(
    '%s is not exact',
    (range) => {
      expect(inexact(JSON.stringify({ devDependencies: { y: range } }))).toEqual([`y ${range}`])
    },
  )

  it('of the same package are the same in the whole repository', () => {
    const declared = new Map<string, Set<string>>()
    for (const path of ourFiles().filter((file) => /(^|\/)package\.json$/.test(file))) {
      const parsed = JSON.parse(readText(path)) as Partial<Record<string, Versions>>
      for (const kind of ['dependencies', 'devDependencies']) {
        for (const [name, version] of Object.entries(parsed[kind] ?? {})) {
          declared.set(name, new Set([...(declared.get(name) ?? []), version]))
        }
      }
    }
    expect([...declared].filter(([, versions]) => versions.size > 1).map(([name]) => name)).toEqual([])
  })

  it('are those of the lock file', () => {
    const locked = new Set(lockedPackages('package-lock.json').map(({ name, version }) => `${name} ${version}`))
    const { devDependencies } = JSON.parse(readText('package.json')) as { devDependencies: Versions }
    const missing = Object.entries(devDependencies).filter(([name, version]) => !locked.has(`${name} ${version}`))
    expect(missing).toEqual([])
  })
})
