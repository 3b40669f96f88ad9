import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { readLibrary } from '#content/library/index.ts'
import { takeBuildLock } from '#scripts/site/build-site.ts'
import { runAstro } from '#scripts/site/run-astro.ts'
import { article, contentFolder } from '#tests/support/content-folder.ts'

it('code that the content check missed can read no data, start no process and write nowhere else', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kindred-sandbox-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const secrets = join(folder, 'secrets.json')
  const written = join(folder, 'written')
  writeFileSync(secrets, 'the-secret')
  const attempt = (name: string, code: string) =>
    `{(() => { try { return '${name}: done ' + String(${code}) } catch (error) { return '${name}: ' + error.code } })()}`
  const get = (module: string) => `process.getBuiltinModule('${module}')`
  const planted = [
    attempt('read', `${get('fs')}.readFileSync('${secrets}', 'utf8')`),
    attempt('list', `${get('fs')}.readdirSync('${folder}')`),
    attempt('write', `${get('fs')}.writeFileSync('${written}', 'x')`),
    attempt('link', `${get('fs')}.symlinkSync('${secrets}', 'site/x')`),
    attempt('process', `${get('child_process')}.spawnSync('cat', ['${secrets}']).stdout`),
    attempt('worker', `new (${get('worker_threads')}.Worker)('1', { eval: true })`),
    attempt('environment', 'process.env.KINDRED_SECRET'),
  ].join('\n\n')
  const content = contentFolder({ 'articles/en/a/one.mdx': article('One', planted) })
  const checked = await readLibrary(content)
  expect(checked.issues).toHaveLength(7)

  const out = join(folder, 'build')
  mkdirSync(out)
  const release = await takeBuildLock(undefined)
  // As in a fresh clone: what Astro writes on the way is not there yet.
  rmSync('.astro', { recursive: true, force: true })
  process.env['KINDRED_SECRET'] = 'the-secret'
  try {
    await runAstro({ content, checked, origin: 'http://127.0.0.1:4321', base: '', api: '', out })
  } finally {
    delete process.env['KINDRED_SECRET']
    release()
  }
  const page = readFileSync(join(out, 'en', 'a', 'one', 'index.html'), 'utf8')
  for (const name of ['read', 'list', 'write', 'link', 'process', 'worker'])
    expect(page).toContain(`${name}: ERR_ACCESS_DENIED`)
  expect(page).toContain('environment: done undefined')
  expect(page).not.toContain('the-secret')
  expect(existsSync(written)).toBe(false)
}, 120_000)
