// What reads our files and pages independently: LibreOffice and Chromium. What is missing is installed, if this user may.
import { spawnSync } from 'node:child_process'

const READERS = [
  { command: 'soffice', packages: ['libreoffice-calc-nogui'] },
  // Without the fonts Chinese pages are pictures of boxes.
  { command: 'chromium', packages: ['chromium', 'fonts-noto-cjk'] },
]
const run = (command, args) => spawnSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'] }).status === 0

const missing = READERS.filter(({ command }) => !run('sh', ['-c', `command -v ${command}`]))
const packages = missing.flatMap((reader) => reader.packages)
if (packages.length > 0) {
  const install = `apt-get update && apt-get install -y --no-install-recommends ${packages.join(' ')}`
  console.error(`Missing: ${missing.map(({ command }) => command).join(', ')}; installing: ${install}`)
  const isInstalled =
    process.getuid?.() === 0 &&
    run('apt-get', ['update', '-qq']) &&
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages])
  if (!isInstalled) {
    console.error(
      `The acceptance tests open files in LibreOffice and pages in Chromium. Install them as root, then try again: ${install}`,
    )
    process.exit(1)
  }
}
