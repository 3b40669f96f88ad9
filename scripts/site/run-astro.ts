import { spawn } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { serialize } from 'node:v8'
import { bare } from '#api/settings/child-environment.ts'
import type { CheckedLibrary } from '#content/library/index.ts'

const root = join(import.meta.dirname, '..', '..')

/** What Astro and Vite look for in the folder of the project and in every folder above it. */
const probes = [
  'package.json',
  'node_modules',
  'deno.json',
  'deno.jsonc',
  'lerna.json',
  'pnpm-workspace.yaml',
]

/** Where Vite looks to know whether it runs under Windows or in a container. */
const machine = [
  '/proc/sys/fs/binfmt_misc/WSLInterop',
  '/proc/version',
  '/proc/self/exe',
  '/run/WSL',
  '/usr/bin/ldd',
  '/.dockerenv',
  '/proc/self/cgroup',
]

/** Modules that run in the build before Astro. */
const preloaded = ['scripts/site/end-with-parent.mjs', 'scripts/site/in-process-esbuild.mjs']

/** What the build is made of, besides the content folder. */
export const program: readonly string[] = [
  ...['site', 'content/model', 'content/library', 'content/language', 'content/strings'],
  ...['content/message', 'content/redaction', 'api/core', 'astro.config.mjs', 'tsconfig.json'],
]

/** Nothing else of this folder can be read. */
const readable = [...program, ...preloaded, '.astro']

/** Where Astro keeps what it makes on the way. */
const writable = ['.astro', 'node_modules/.astro', 'node_modules/.vite', 'node_modules/.vite-temp']

export interface AstroRun {
  /** The company's content folder, without what this build may not see. */
  readonly content: string
  /** What was read and checked; the build reads no other. */
  readonly checked: Pick<CheckedLibrary, 'library' | 'places'>
  /** Whether the articles that get a page are the restricted ones; default: all others. */
  readonly restricted?: boolean
  readonly origin: string
  /** The path below which the site lies, '' at the root of the host. */
  readonly base: string
  /** What stands before `/api/…`: the API's own address, or the base. */
  readonly api: string
  /** Folder of the build. */
  readonly out: string
}

/**
 * `astro build` as a child under Node's permission model, with nothing of our environment: whatever runs in it reads
 * the articles and the program, writes the build, and starts no process. `scripts/site/README.md` says what that does
 * not promise.
 *
 * @throws {Error} with what Astro said when it failed
 */
export async function runAstro({
  content,
  checked,
  restricted = false,
  origin,
  base,
  api,
  out,
}: AstroRun): Promise<void> {
  // Not beside it by the same beginning: the permission model would then grant the file and not the folder.
  const libraryFile = join(dirname(out), `library-of-${basename(out)}`)
  const { library, places } = checked
  // A folder that is not there yet would be granted as a file, without what is in it.
  for (const folder of [out, ...writable.map((path) => join(root, path))])
    mkdirSync(folder, { recursive: true })
  writeFileSync(libraryFile, serialize({ library, places, issues: [], restricted }), { mode: 0o600 })
  try {
    await run({ content, origin, base, api, out, libraryFile })
  } finally {
    rmSync(libraryFile, { force: true })
  }
}

function run(inputs: Omit<AstroRun, 'checked' | 'restricted'> & { libraryFile: string }): Promise<void> {
  const { content, origin, base, api, out, libraryFile } = inputs
  const env = bare({
    HOME: out,
    NODE_ENV: 'production',
    ASTRO_TELEMETRY_DISABLED: '1',
    KINDRED_CONTENT: content,
    KINDRED_LIBRARY: libraryFile,
    KINDRED_OUT: out,
    KINDRED_ORIGIN: origin,
    KINDRED_BASE: base,
    KINDRED_API_ORIGIN: api,
  })
  // --force: cached bodies hold the links and the drawing of another library and another version of us.
  const args = [
    ...permissions(content, [out, libraryFile], out),
    ...preloaded.flatMap((path) => ['--import', join(root, path)]),
    ...[join(root, 'node_modules', 'astro', 'bin', 'astro.mjs'), 'build', '--silent', '--force'],
  ]
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, args, { cwd: root, env, stdio: ['pipe', 'pipe', 'pipe'] })
    let said = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8')
      stream.on('data', (chunk: string) => {
        said = (said + chunk).slice(-20_000)
      })
    }
    child.on('error', failed)
    child.on('exit', (code) => (code === 0 ? done() : failed(new Error(said.trim() || 'nothing'))))
  })
}

/** The flags of Node for one build; native addons are Astro's compiler and Vite's bundler. */
function permissions(content: string, own: readonly string[], out: string): string[] {
  const reads = [
    ...readable.map((path) => join(root, path)),
    ...foldersAbove(root).flatMap((folder) => probes.map((name) => join(folder, name))),
    ...machine,
    content,
    ...own,
  ]
  const writes = [out, ...writable.map((path) => join(root, path))]
  return [
    ...['--permission', '--allow-addons', '--disable-warning=PERM0001'],
    ...reads.map((path) => `--allow-fs-read=${path}`),
    ...writes.map((path) => `--allow-fs-write=${path}`),
  ]
}

/** The folder itself and those above it. */
function foldersAbove(folder: string): string[] {
  const above = dirname(folder)
  return above === folder ? [folder] : [folder, ...foldersAbove(above)]
}
