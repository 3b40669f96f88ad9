import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { mayPrefetch } from '#api/pages/serve.ts'
import { securityHeaders } from '#api/web/security.ts'
import { noHosts, securityPolicy } from '#core/security-policy.ts'

test('a static host sends the same security headers as our server', async () => {
  const file = await readFile(new URL('../../site/headers.txt', import.meta.url), 'utf8')
  const [everywhere = ''] = file.split('\n\n')
  const headers = everywhere
    .split('\n')
    .slice(1)
    .map((line) => {
      const at = line.indexOf(':')
      return [line.slice(0, at).trim(), line.slice(at + 1).trim()]
    })
  // Our server sends the rules with pages alone, and to nobody who saves data.
  expect(Object.fromEntries(headers)).toEqual({ ...securityHeaders, 'Speculation-Rules': mayPrefetch })
})

test('hosts that a company names are added to the policy, and nothing else', () => {
  const policy = securityPolicy({ script_hosts: ['stats.example.com'], connect_hosts: ['*.example.com'] })
  expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval' https://stats.example.com;")
  expect(policy).toContain("connect-src 'self' https://*.example.com;")
  expect(policy.replaceAll(/ https:\/\/\S+?(?=;)/g, '')).toBe(securityPolicy(noHosts))
})
