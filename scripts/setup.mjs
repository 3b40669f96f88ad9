// Runs on the machine's own Node (20 or newer), before anything is installed: plain JavaScript, no imports of ours.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const stamp = join(root, 'node_modules', '.kindred-installed')
const lock = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .digest('hex')

// `npm ci --omit=dev` leaves the build tools out on purpose; what runs a prebuilt site does without them.
const without =
  process.argv.includes('--run-time') &&
  existsSync(join(root, 'node_modules', '.package-lock.json')) &&
  !existsSync(join(root, 'node_modules', 'astro'))

if (!without && (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== lock)) {
  console.log('Installing what Kindred needs (once, about a minute) …')
  // Not `npm ci`: registries that lack a platform's binary make it refuse the lock file of every other platform.
  const npm = spawnSync('npm', ['install', '--no-save', '--no-fund', '--no-audit', '--loglevel=error'], {
    cwd: root,
    stdio: 'inherit',
  })
  if (npm.status !== 0) {
    console.error('npm could not install the packages; its message above says why. Nothing was changed.')
    process.exit(1)
  }
  mkdirSync(dirname(stamp), { recursive: true })
  writeFileSync(stamp, lock)
}

// On Linux x64 the right Node comes with the packages; elsewhere the machine's own must do.
const pinned = spawnSync(join(root, 'node_modules', '.bin', 'node'), ['--version'], { encoding: 'utf8' })
const version = (pinned.status === 0 ? pinned.stdout : process.version).trim()
const [major = 0, minor = 0] = version.slice(1).split('.').map(Number)
if (major < 22 || (major === 22 && minor < 18)) {
  console.error(
    `Kindred needs Node 22.18 or newer, and this machine has ${version}. Install it from your system's packages or nodejs.org.`,
  )
  process.exit(1)
}
