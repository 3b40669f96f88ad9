import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { parse } from 'yaml'
import { largestBody } from '#api/web/security.ts'

const root = join(import.meta.dirname, '..', '..')
const deploy = join(root, 'deploy')
const read = (path: string) => readFileSync(join(deploy, path), 'utf8')
const has = (program: string, ...args: string[]) => spawnSync(program, args).error === undefined

test('every timer starts a script that is there', () => {
  const timers = readdirSync(join(deploy, 'systemd')).filter((name) => name.endsWith('.timer'))
  expect(timers.length).toBeGreaterThan(3)
  for (const timer of timers) {
    const script = /^Unit=kindred@(.+)\.service$/m.exec(read(`systemd/${timer}`))?.[1]
    expect(existsSync(join(root, 'scripts', `${script}.ts`)), timer).toBe(true)
  }
})

test.runIf(has('systemd-analyze', '--version'))('systemd takes the units as they are', () => {
  const units = readdirSync(join(deploy, 'systemd')).map((name) => join(deploy, 'systemd', name))
  const { stderr } = spawnSync('systemd-analyze', ['verify', ...units], { encoding: 'utf8' })
  // The program is not installed where this runs.
  expect(stderr.split('\n').filter((line) => line !== '' && !/is not executable/.test(line))).toEqual([])
})

test.runIf(has('nginx', '-v') && has('openssl', 'version'))('nginx takes its configuration', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kindred-nginx-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const subject = ['-subj', '/CN=help.example.com', '-days', '1', '-nodes']
  const files = ['-keyout', join(folder, 'privkey.pem'), '-out', join(folder, 'fullchain.pem')]
  spawnSync('openssl', [
    'req',
    '-x509',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:prime256v1',
    ...subject,
    ...files,
  ])
  const server = read('nginx/kindred.conf')
    .replace('/etc/nginx/kindred-upstream.conf', join(deploy, 'nginx', 'upstream-local.conf'))
    .replaceAll('/etc/nginx/certificates', folder)
    .replace('/var/cache/nginx', folder)
    .replaceAll(/listen (80|443)/g, 'listen 127.0.0.1:$1')
  writeFileSync(join(folder, 'nginx.conf'), `pid ${folder}/pid;\nevents {}\nhttp {\n${server}\n}\n`)
  const checked = spawnSync('nginx', ['-t', '-p', folder, '-c', join(folder, 'nginx.conf'), '-e', 'stderr'], {
    encoding: 'utf8',
  })
  // Ports below 1024 are opened by the check too, and may be refused to this user.
  expect(checked.stderr).toContain('syntax is ok')
})

test.runIf(has('caddy', 'version'))('Caddy takes its configuration', () => {
  const file = join(deploy, 'caddy', 'Caddyfile')
  const { status, stderr } = spawnSync('caddy', ['validate', '--adapter', 'caddyfile', '--config', file], {
    encoding: 'utf8',
  })
  expect(status, stderr).toBe(0)
})

test.runIf(has('shellcheck', '--version'))('the script for S3 has no fault that shellcheck knows', () => {
  const { stdout } = spawnSync('shellcheck', [join(deploy, 'static', 's3.sh')], { encoding: 'utf8' })
  expect(stdout).toBe('')
})

test('the proxies let the largest body through that some route takes: the server has a limit for each', () => {
  const megabytes = largestBody('/api/staff/pictures') / 1024 ** 2
  expect(read('nginx/kindred.conf')).toContain(`client_max_body_size ${megabytes}m;`)
  expect(read('caddy/Caddyfile')).toContain(`max_size ${megabytes}MiB`)
})

test('what the images copy is there, and the run-time one holds no build tools', () => {
  const dockerfile = read('docker/Dockerfile')
  const copied = [...dockerfile.matchAll(/^COPY (?!--)(.+) \.\S*$/gm)].flatMap(([, paths]) =>
    paths!.split(' '),
  )
  for (const path of copied) expect(existsSync(join(root, path)), path).toBe(true)
  const server = dockerfile.slice(dockerfile.indexOf('AS server'))
  expect(server).toContain('USER node')
  expect(server).not.toMatch(/COPY (site|astro|\. )/)
})

test('the composed services are closed: read-only, without capabilities, none but the proxy reachable', () => {
  const { services } = parse(read('docker/compose.yaml'), { merge: true }) as {
    services: Record<string, { read_only?: boolean; cap_drop?: string[]; user?: string; ports?: string[] }>
  }
  expect(services['api']).toMatchObject({ read_only: true, cap_drop: ['ALL'], user: 'node' })
  const open = Object.entries(services).filter(([, { ports }]) => ports)
  expect(open.map(([name]) => name)).toEqual(['proxy'])
})
