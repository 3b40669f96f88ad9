import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { claimData } from '#api/storage/data-owner.ts'
import { contentFolder } from '#tests/support/content-folder.ts'

const company = (name: string) => contentFolder({ 'site.yaml': `name: ${name}\n` })

it('a data folder goes with one company and refuses another, with both names and what to do', async () => {
  const data = join(contentFolder({}), 'data')
  const acme = company('Acme')
  const marlin = company('Marlin')
  await claimData({ content: acme, data })
  await claimData({ content: acme, data })
  await expect(claimData({ content: marlin, data })).rejects.toThrow(/belongs to "Acme" .*that of "Marlin"/s)
  await expect(claimData({ content: marlin, data })).rejects.toThrow(`KINDRED_DATA=${data}-marlin`)
  expect(JSON.parse(readFileSync(join(data, 'content.json'), 'utf8'))).toEqual({
    name: 'Acme',
    content: acme,
  })
})

it('a company may move its folder, and change its name', async () => {
  const data = join(contentFolder({}), 'data')
  const acme = company('Acme')
  await claimData({ content: acme, data })
  const moved = `${acme}-moved`
  renameSync(acme, moved)
  await claimData({ content: moved, data })
  writeFileSync(join(moved, 'site.yaml'), 'name: Acme Tools\n')
  await claimData({ content: moved, data })
  renameSync(moved, acme)
  await claimData({ content: acme, data })
  await expect(claimData({ content: company('Acme'), data })).rejects.toThrow('belongs to "Acme Tools"')
})

it('two companies without a name are told apart by their folders', async () => {
  const data = join(contentFolder({}), 'data')
  await claimData({ content: contentFolder({ 'articles/en/a/one.md': '# One' }), data })
  await expect(
    claimData({ content: contentFolder({ 'articles/en/a/one.md': '# One' }), data }),
  ).rejects.toThrow('belongs to "Help"')
})
