/**
 * `npm run campaign:guards [-- --only durability]`: takes one guard at a time out of a copy of the program and runs the
 * test or campaign that should notice. First each of those runs on the program as it is. Exit 0: all pass with their
 * guard, and each fails without it, by what it looks for and not by a fault of its own.
 */
import { spawnSync } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs, stripVTControlCharacters } from 'node:util'
import { copyOfCheckout } from './checkout-copy.ts'

interface Edit {
  readonly file: string
  /** Stands in the file once. */
  readonly was: string
  readonly is: string
}

interface Guard {
  readonly name: string
  readonly edits: readonly Edit[]
  readonly command: readonly string[]
  /** What the command says when it notices. */
  readonly notices: RegExp
}

const vitest = (file: string): readonly string[] => [
  ...['node_modules/vitest/vitest.mjs', 'run', '--testTimeout=300000', file],
]
/** A test that was too slow, or could not begin, has noticed nothing. */
const fails = (title: string): RegExp => new RegExp(`FAIL .*${title}.*\nAssertionError`)
const durability = ['tests/campaigns/durability.ts', '20']
const cache = ['tests/campaigns/cache.ts', '500']

/** Drops what an edit names. */
const without = (file: string, was: string): Edit => ({ file, was, is: '' })

const guards: readonly Guard[] = [
  {
    name: 'leak: the open library has no unlisted articles',
    edits: [without('content/library/open-library.ts', "article.access === 'open' && ")],
    command: vitest('tests/api/canary.test.ts'),
    notices: fails('no public answer names an article'),
  },
  {
    name: 'leak: who may read a restricted article',
    edits: [
      {
        file: 'content/library/open-library.ts',
        was: 'return restricted === undefined || ',
        is: 'return restricted !== null || ',
      },
    ],
    command: vitest('tests/api/canary.test.ts'),
    notices: fails('no public answer names an article'),
  },
  {
    name: 'leak: a page of restricted articles asks who reads it',
    edits: [
      without(
        'api/pages/serve.ts',
        'if (!theirs && !(await openedByLink(c, context, visit, pathname))) return undefined',
      ),
    ],
    command: vitest('tests/api/routes/staff/customer-links.test.ts'),
    notices: fails('to everybody else the page is not there'),
  },
  {
    name: 'leak: the public build is made without restricted articles',
    // Three walls, of which each keeps them out by itself: no file, not in the library, no page.
    edits: [
      {
        file: 'site/library.ts',
        was: 'everything.articles.filter((article) => (article.restricted !== undefined) === restricted)',
        is: 'everything.articles',
      },
      without('scripts/site/build-site.ts', '...unpublished.map(({ file }) => file), '),
      { file: 'scripts/site/build-site.ts', was: 'library: publicLibrary(library)', is: 'library' },
    ],
    command: vitest('tests/scripts/site/build-site.test.ts'),
    notices: fails('a publish that is killed'),
  },
  {
    name: 'cache: pages vary by cookie',
    edits: [
      { file: 'api/pages/serve.ts', was: "vary: 'Cookie, Accept-Encoding'", is: "vary: 'Accept-Encoding'" },
    ],
    command: cache,
    notices: /^guarded: +[1-9]\d* crossovers/m,
  },
  {
    name: "cache: a known reader's pages are private",
    edits: [
      { file: 'api/pages/serve.ts', was: "personal ? 'private, no-cache'", is: 'personal ? forEverybody' },
    ],
    command: vitest('tests/api/pages/pages.test.ts'),
    notices: fails(''),
  },
  {
    name: 'durability: nothing is acknowledged before it is committed',
    edits: [
      {
        file: 'api/storage/writer-thread.ts',
        was: 'const answer = await ask({ statements, forMs })',
        is: 'const answer: Answer = { rows: [] }\n      void ask({ statements, forMs })',
      },
    ],
    command: durability,
    notices: /acknowledged votes: [1-9]\d* lost/,
  },
  {
    name: 'durability: what was written must be seen by a second connection',
    edits: [without('api/storage/commit.ts', 'if ((await seen()) < written) throw new Unseen()')],
    command: vitest('tests/api/storage/commit.test.ts'),
    notices: fails('what the driver reports and has not written'),
  },
  {
    name: 'durability: after a locked file the connection is replaced',
    edits: [
      {
        file: 'api/storage/commit.ts',
        was: 'await client.reconnect()\n      if (Date.now()',
        is: 'if (Date.now()',
      },
    ],
    command: vitest('tests/api/storage/commit.test.ts'),
    notices: fails('once another program has let go of the file'),
  },
]

const { values } = parseArgs({ options: { only: { type: 'string', default: '' } } })
const copy = copyOfCheckout('guards')
let good = true
try {
  const asked = guards.filter(({ name }) => name.includes(values.only))
  for (const command of new Set(asked.map((guard) => guard.command.join(' ')))) {
    const { status, said } = run(command.split(' '))
    if (status !== 0) throw new Error(`With every guard in its place, ${command} fails:\n${said}`)
  }
  console.log('| Guard taken out | test or campaign | noticed |\n|---|---|---|')
  for (const guard of asked) {
    const { status, said } = withoutGuard(guard)
    const noticed = status !== 0 && guard.notices.test(said)
    good &&= noticed
    console.log(`| ${guard.name} | \`${guard.command.at(-1)}\` | ${noticed ? 'yes' : 'NO'} |`)
    if (!noticed) console.error(said.slice(-2000))
  }
} finally {
  rmSync(copy, { recursive: true, force: true })
}
process.exit(good ? 0 : 1)

function withoutGuard({ name, edits, command }: Guard): { status: number | null; said: string } {
  const originals = new Map<string, string>()
  try {
    for (const { file, was, is } of edits) {
      const text = readFileSync(join(copy, file), 'utf8')
      if (text.split(was).length !== 2) throw new Error(`"${name}": ${file} has no longer, once, "${was}".`)
      if (!originals.has(file)) originals.set(file, text)
      writeFileSync(
        join(copy, file),
        text.replace(was, () => is),
      )
    }
    return run(command)
  } finally {
    for (const [file, text] of originals) writeFileSync(join(copy, file), text)
  }
}

function run(command: readonly string[]): { status: number | null; said: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, command, {
    cwd: copy,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  return { status, said: stripVTControlCharacters(stdout + stderr) }
}
