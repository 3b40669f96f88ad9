// `npm test`: finds or installs a browser, runs every runner, and sums them in the last line.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const results = join(root, 'test-results')
rmSync(results, { recursive: true, force: true })
mkdirSync(results, { recursive: true })
const total = { passed: 0, failed: 0 }

const chromium = findBrowser() ?? installBrowser()
if (!chromium) {
  console.error(
    'The journeys need Chromium. Install it with `npx playwright install chromium`, or give its path in CHROMIUM_PATH.',
  )
  total.failed++
}
const env = { ...process.env, CHROMIUM_PATH: chromium ?? '', ASTRO_TELEMETRY_DISABLED: '1', FORCE_COLOR: '0' }

// Astro's check writes the types of its own modules first, so the compiler comes after it.
const types = async () => {
  await single('types of pages', [
    'astro',
    'check',
    '--tsconfig',
    'site/tsconfig.json',
    '--minimumSeverity',
    'error',
  ])
  await single('types', ['tsc', '--noEmit', '-p', '.'])
}
const words = async () => {
  await single('format and lint', ['biome', 'check', '--error-on-warnings', '.'])
  await single('content', [join('scripts', 'check.ts')], process.execPath)
}
await Promise.all([types(), words()])
vitest()
if (chromium) playwright()
console.log(`${total.passed} passed, ${total.failed} failed`)
process.exit(total.failed > 0 ? 1 : 0)

/** One check that passes or fails as a whole; what it prints comes in one piece, since two run at a time. */
async function single(name, args, command = 'npx') {
  const child = spawn(command, command === 'npx' ? ['--no-install', ...args] : args, {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const printed = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece) => printed.push(piece))
  const passed = await new Promise((resolve) => {
    child.on('error', () => resolve(false))
    child.on('close', (status) => resolve(status === 0))
  })
  process.stdout.write(Buffer.concat(printed))
  count(name, passed ? 1 : 0, passed ? 0 : 1)
}

function vitest() {
  const file = join(results, 'vitest.json')
  const ran = run('npx', [
    '--no-install',
    'vitest',
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile=${file}`,
  ])
  const report = read(file)
  // A file that cannot even be loaded has no test in it, yet it has failed.
  const suites = (report?.testResults ?? []).filter(
    (suite) => suite.status === 'failed' && suite.assertionResults.length === 0,
  ).length
  const failed = (report?.numFailedTests ?? 0) + suites
  count('vitest', report?.numPassedTests ?? 0, failed || (ran.status === 0 && report ? 0 : 1))
}

function playwright() {
  const file = join(results, 'playwright.json')
  const ran = run('npx', ['--no-install', 'playwright', 'test', '--reporter=list,json'], {
    PLAYWRIGHT_JSON_OUTPUT_NAME: file,
  })
  const stats = read(file)?.stats
  count(
    'playwright',
    (stats?.expected ?? 0) + (stats?.flaky ?? 0),
    (stats?.unexpected ?? 0) || (ran.status === 0 && stats ? 0 : 1),
  )
}

function run(command, args, extra = {}) {
  return spawnSync(command, args, { cwd: root, stdio: 'inherit', env: { ...env, ...extra } })
}

function count(name, passed, failed) {
  console.log(`\n${name}: ${passed} passed, ${failed} failed\n`)
  total.passed += passed
  total.failed += failed
}

function read(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined
}

function findBrowser() {
  const own = spawnSync(
    process.execPath,
    ['-e', "import('playwright').then(({ chromium }) => console.log(chromium.executablePath()))"],
    { cwd: root, encoding: 'utf8' },
  )
  return [
    process.env.CHROMIUM_PATH,
    own.stdout.trim(),
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
  ].find((path) => path && existsSync(path))
}

function installBrowser() {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined
  console.log('Installing Chromium from Debian …')
  const quiet = {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  }
  const install = () => spawnSync('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], quiet)
  if (install().status !== 0) {
    spawnSync('apt-get', ['update'], quiet)
    install()
  }
  return findBrowser()
}
