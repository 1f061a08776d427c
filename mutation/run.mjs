// `npm run mutation -- AREA…`: changes the sources of each area, one mutant at a time, and sees whether its tests notice.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { AREAS, optionsFor } from './config.mjs'

const names = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(AREAS)
const unknown = names.filter((name) => !Object.hasOwn(AREAS, name))
if (unknown.length > 0) {
  console.error(`No area is called ${unknown.join(', ')}. There are: ${Object.keys(AREAS).join(', ')}.`)
  process.exit(2)
}

// 64 MB that no other command needs, so they are not among the workspaces.
if (!existsSync(new URL('node_modules/.package-lock.json', import.meta.url))) {
  const install = ['ci', '--no-audit', '--no-fund', '--loglevel=error']
  const { status } = spawnSync('npm', install, { cwd: import.meta.dirname, stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}

const { Stryker } = await import('@stryker-mutator/core')
for (const name of names) {
  console.log(`\n${name}: ${AREAS[name]}`)
  await new Stryker(optionsFor(AREAS[name])).runMutationTest()
}
