// Debian packages that the tests use, installed where they are missing and this user may. LibreOffice is the
// independent reader of exported files and is needed; libfaketime lets recorded requests be sent at the time of their
// recording, and without it those tests are skipped.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'

const run = (command, args) => spawnSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'] }).status === 0
const isRoot = process.getuid?.() === 0

function installed(packageName) {
  return (
    isRoot &&
    run('apt-get', ['update', '-qq']) &&
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', packageName])
  )
}

if (!run('soffice', ['--version'])) {
  console.error('LibreOffice is missing; installing libreoffice-calc-nogui.')
  if (!installed('libreoffice-calc-nogui')) {
    console.error(
      'The acceptance tests open exported files in LibreOffice. Install it as root, then try again: ' +
        'apt-get update && apt-get install -y --no-install-recommends libreoffice-calc-nogui',
    )
    process.exit(1)
  }
}

const libraries = '/usr/lib'
const hasFaketime =
  existsSync(libraries) &&
  readdirSync(libraries).some((name) => existsSync(`${libraries}/${name}/faketime/libfaketime.so.1`))
if (!hasFaketime && !installed('libfaketime')) {
  console.error('libfaketime is missing: requests are not replayed at the time of their recording.')
}
