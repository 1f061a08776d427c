import { execFileSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { lockedPackages } from './lock-file.js'
import { ourFiles, ROOT, readText } from './repository.js'

interface Bill {
  readonly bomFormat: string
  readonly components: readonly { readonly 'bom-ref': string; readonly hashes?: readonly { readonly alg: string }[] }[]
}

/** What the script prints; of the lock file, since what is installed on one machine lacks what others need. */
function billOfMaterials(): Bill {
  const { scripts } = JSON.parse(readText('package.json')) as { scripts: { sbom: string } }
  const command = `${scripts.sbom} --package-lock-only`
  const options = { cwd: ROOT, encoding: 'utf8', maxBuffer: 64 * 1_048_576 } as const
  return JSON.parse(execFileSync('sh', ['-c', command], options)) as Bill
}

/** Our own packages, as a bill names them. */
function ownPackages(): string[] {
  return ourFiles()
    .filter((path) => /^[\w-]+\/(\w+\/)?package\.json$/.test(path))
    .map((path) => JSON.parse(readText(path)) as { name: string; version?: string })
    .filter(({ version }) => version !== undefined)
    .map(({ name, version }) => `${name}@${version}`)
}

it('the bill of materials has our own packages, and every one of the lock file with its hash', () => {
  const { bomFormat, components } = billOfMaterials()
  expect(bomFormat).toBe('CycloneDX')
  const told = new Set(components.map((component) => component['bom-ref']))
  const own = ownPackages()
  expect(own.length).toBeGreaterThan(10)
  expect(own.filter((one) => !told.has(one))).toEqual([])
  const hashed = new Set(
    components.filter(({ hashes }) => hashes?.some(({ alg }) => alg === 'SHA-512')).map((one) => one['bom-ref']),
  )
  const locked = lockedPackages('package-lock.json').map(({ name, version }) => `${name}@${version}`)
  expect(locked.filter((one) => !hashed.has(one))).toEqual([])
})
