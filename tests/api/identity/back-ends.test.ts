import { spawnSync } from 'node:child_process'
import { createSecretKey } from 'node:crypto'
import { expect, it } from 'vitest'
import { readIdentityToken } from '#api/settings/identity-token.ts'

const key = Buffer.alloc(32, 9)
const rules = {
  keys: new Map([['shop', { algorithm: 'HS256' as const, key: createSecretKey(key) }]]),
  ...{ issuer: 'shop', audience: 'https://help.shop.example' },
  traits: [],
}

const runs = (program: string) => spawnSync(program, ['--version']).status === 0

for (const [program, file] of [
  [process.execPath, 'token.mjs'],
  ['python3', 'token.py'],
  ['php', 'token.php'],
  ['ruby', 'token.rb'],
] as const)
  it.skipIf(!runs(program))(`the token that ${file} makes is accepted`, async () => {
    const { stdout, stderr } = spawnSync(program, [`api/identity/${file}`], {
      env: { PATH: process.env['PATH'], KEY: key.toString('base64') },
      encoding: 'utf8',
    })
    expect(stderr).toBe('')
    const read = await readIdentityToken(stdout.trim(), { ...rules, now: new Date() })
    expect(read).toMatchObject({ sub: 'customer-17', traits: { plan: 'business' }, leftOut: [] })
  })
