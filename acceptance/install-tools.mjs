// Debian packages that the tests need: LibreOffice and Chromium read our files and pages independently, libfaketime lets
// recorded requests be sent at the time of their recording; strace, libeatmydata and disks in files make storage fail. What is
// missing is installed, if this user may.
import { spawnSync } from 'node:child_process'

const TOOLS = [
  { find: 'command -v soffice', packages: ['libreoffice-calc-nogui'] },
  // Without the fonts Chinese pages are pictures of boxes.
  { find: 'command -v chromium', packages: ['chromium', 'fonts-noto-cjk'] },
  { find: 'ls /usr/lib/*/faketime/libfaketime.so.1', packages: ['libfaketime'] },
  { find: 'ls /usr/lib/*/libeatmydata.so', packages: ['libeatmydata1'] },
  { find: 'command -v strace', packages: ['strace'] },
  { find: 'command -v mkfs.ext4 || command -v /usr/sbin/mkfs.ext4', packages: ['e2fsprogs', 'mount'] },
]
const run = (command, args) => spawnSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'] }).status === 0
const isThere = (find) => spawnSync('sh', ['-c', find], { stdio: 'ignore' }).status === 0

const packages = TOOLS.filter(({ find }) => !isThere(find)).flatMap((tool) => tool.packages)
if (packages.length > 0) {
  console.error(`Installing what the acceptance tests need: ${packages.join(', ')}.`)
  const isInstalled =
    process.getuid?.() === 0 &&
    run('apt-get', ['update', '-qq']) &&
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages])
  if (!isInstalled) {
    const install = `apt-get update && apt-get install -y --no-install-recommends ${packages.join(' ')}`
    console.error(`They could not be installed. As root, then try again: ${install}`)
    process.exit(1)
  }
}
