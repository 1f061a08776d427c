// LibreOffice is the independent reader of exported files. Where it is missing it is installed, if this user may.
import { spawnSync } from 'node:child_process'

const PACKAGES = ['libreoffice-calc-nogui']
const run = (command, args) => spawnSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'] }).status === 0

if (!run('soffice', ['--version'])) {
  const install = `apt-get update && apt-get install -y --no-install-recommends ${PACKAGES.join(' ')}`
  console.error(`LibreOffice is missing; installing it: ${install}`)
  const isInstalled =
    process.getuid?.() === 0 &&
    run('apt-get', ['update', '-qq']) &&
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...PACKAGES])
  if (!isInstalled) {
    console.error(
      `The acceptance tests open exported files in LibreOffice. Install it as root, then try again: ${install}`,
    )
    process.exit(1)
  }
}
