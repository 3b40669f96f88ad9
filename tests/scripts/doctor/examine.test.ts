import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { migrations } from '#api/settings/folders.ts'
import { readSecrets } from '#api/settings/secrets.ts'
import { openStore } from '#api/storage/store.ts'
import { examine } from '#scripts/doctor/examine.ts'
import { article, contentFolder } from '#tests/support/content-folder.ts'

const secret = 'ab'.repeat(32)

async function house(env: Record<string, string> = {}) {
  const data = mkdtempSync(join(tmpdir(), 'kindred-doctor-'))
  onTestFinished(() => rmSync(data, { recursive: true, force: true }))
  const content = contentFolder({ 'articles/en/a/one.md': article('One') })
  const all = { KINDRED_DATA: data, KINDRED_CONTENT: content, ...env }
  const states = async () =>
    Object.fromEntries((await examine(all)).map(({ what, state, say }) => [what, `${state}: ${say}`]))
  return { data, states }
}

test('a sound installation is sound, and no secret is printed', async () => {
  const key = Buffer.alloc(32, 7).toString('base64')
  const { data, states } = await house({
    ...{
      KINDRED_SECRET: secret,
      KINDRED_ORIGIN: 'https://help.example.com',
      KINDRED_TRUSTED_PROXIES: '127.0.0.1',
    },
    KINDRED_IDENTITY_KEYS: `k1:${key}`,
  })
  readSecrets(join(data, 'secrets.json'), undefined)
  const app = await openStore({ file: join(data, 'app.db'), migrations: migrations.app, writer: true })
  await app.close()
  mkdirSync(join(data, 'site', 'b1'), { recursive: true })
  writeFileSync(join(data, 'site', 'b1', '.complete'), '')
  writeFileSync(join(data, 'site', 'current'), 'b1')
  const found = await states()
  for (const what of [
    'settings',
    'proxies',
    'identity',
    'node',
    'content',
    'site',
    'app.db',
    'secrets',
    'disk',
    'clock',
  ])
    expect(found[what], what).toMatch(/^sound: /)
  expect(JSON.stringify(found)).not.toMatch(new RegExp(`${secret}|${key.slice(0, 12)}`))
})

test('each fault is named with what to do: settings, proxies, site, database, permissions', async () => {
  const { data, states } = await house({
    ...{
      KINDRED_SECRET: secret,
      KINDRED_ORIGIN: 'https://help.example.com',
      KINDRED_IDENTITY_KEYS: 'k1:short',
    },
  })
  writeFileSync(join(data, 'app.db'), 'no database at all, but a text of some length '.repeat(40))
  writeFileSync(join(data, 'secrets.json'), '{}')
  chmodSync(join(data, 'secrets.json'), 0o644)
  chmodSync(data, 0o755)
  mkdirSync(join(data, 'site'))
  writeFileSync(join(data, 'site', 'current'), 'gone')
  const found = await states()
  expect(found['proxies']).toMatch(/^wrong: a proxy is before us/)
  expect(found['identity']).toMatch(/^wrong: /)
  expect(found['site']).toMatch(/^wrong: "current" names the build "gone"/)
  expect(found['app.db']).toMatch(/^wrong: /)
  expect(found['secrets']).toMatch(/^wrong: others may read secrets\.json; chmod 600/)
  expect(found['data folder']).toMatch(/^warning: other users may read/)
})

test('a setting that cannot be read is named, and the rest is looked at all the same', async () => {
  const { states } = await house({ PORT: 'abc' })
  const found = await states()
  expect(found['settings']).toMatch(/^wrong: PORT is "abc"/)
  expect(found['content']).toMatch(/^sound: 1 articles in en/)
})
