import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import sharp from 'sharp'
import { expect, onTestFinished, test } from 'vitest'
import { siteSchema } from '#content/model/site.ts'
import { cardMark, type SocialCard } from '#content/model/social-card.ts'
import { canDraw, cardDrawer } from '#scripts/site/draw-card.ts'
import { drawSocialCards } from '#scripts/site/social-cards.ts'

const site = {
  ...siteSchema.parse({ name: 'Tiny', timezone: 'UTC', logo: 'M2 2L22 2L12 22Z', brand: { hue: 20 } }),
  locales: ['en'],
}
const freeze: SocialCard = { title: 'Freeze "my" card & wait', shelf: 'Cards', site: ['Tiny', ' Help'] }
const escaped = (text: string) => text.replaceAll('&', '&#38;').replaceAll('"', '&#34;')
const page = (card: SocialCard) =>
  `<head><meta property="og:image" content="${escaped(cardMark + JSON.stringify(card))}"></head>`

function buildOf(pages: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'cards-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  for (const [path, html] of Object.entries(pages)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), html)
  }
  return folder
}
const options = { site, content: '/nowhere', origin: 'https://help.example.com' }
const imageOf = (folder: string, path: string) =>
  /content="https:\/\/help\.example\.com\/social\/([0-9a-f]{16}\.png)"/.exec(
    readFileSync(join(folder, path), 'utf8'),
  )?.[1]

test('a card is drawn once for the pages that say the same, as other sites want it', async () => {
  const pages = { 'en/a/index.html': page(freeze), 'tr/a/index.html': page(freeze), 'en/b/index.html': '<p>' }
  const folder = buildOf(pages)
  await drawSocialCards(folder, options)
  const name = imageOf(folder, 'en/a/index.html')!
  expect(imageOf(folder, 'tr/a/index.html')).toBe(name)
  expect(readdirSync(join(folder, 'social'))).toEqual([name])
  expect(readFileSync(join(folder, 'en/b/index.html'), 'utf8')).toBe('<p>')
  const { width, height, format } = await sharp(join(folder, 'social', name)).metadata()
  expect({ width, height, format }).toEqual({ width: 1200, height: 630, format: 'png' })
})

test('a card that the build before has is taken from there; another title or look is drawn', async () => {
  const before = buildOf({ 'en/a/index.html': page(freeze) })
  await drawSocialCards(before, options)
  const name = imageOf(before, 'en/a/index.html')!
  writeFileSync(join(before, 'social', name), 'drawn before')
  const next = buildOf({
    'en/a/index.html': page(freeze),
    'en/b/index.html': page({ ...freeze, title: 'B' }),
  })
  await drawSocialCards(next, { ...options, before })
  expect(readFileSync(join(next, 'social', name), 'utf8')).toBe('drawn before')
  expect(imageOf(next, 'en/b/index.html')).not.toBe(name)
  const greener = buildOf({ 'en/a/index.html': page(freeze) })
  const brand = { hue: 150, chroma: 0.1 }
  await drawSocialCards(greener, { ...options, site: { ...site, brand }, before })
  expect(imageOf(greener, 'en/a/index.html')).not.toBe(name)
})

test('a build without marks gets no folder', async () => {
  const folder = buildOf({ 'en/a/index.html': '<p>' })
  await drawSocialCards(folder, options)
  expect(readdirSync(folder)).toEqual(['en'])
})

test.each([
  ['Ödeme karttan geçmedi, İğdır', true],
  ['Zażółć gęślą jaźń – „karta”', true],
  ['Карта потеряна', true],
  ['Thẻ bị mất', true],
  ['بطاقة مفقودة', false],
  ['כרטיס אבוד', false],
  ['カードを紛失', false],
  ['Αγορά', false],
  ['Party 🎉', false],
])('%s can be drawn: %s', (title, can) => {
  expect(canDraw(title)).toBe(can)
})

test('a title without glyphs is left out rather than drawn as boxes, and the build says so', async () => {
  const said: string[] = []
  const arabic = { ...freeze, title: 'بطاقة مفقودة' }
  const folder = buildOf({ 'en/a/index.html': page(arabic) })
  await drawSocialCards(folder, { ...options, onLine: (line) => said.push(line) })
  expect(said).toEqual([expect.stringContaining('1 social cards have no title')])
  const draw = await cardDrawer(site, '/nowhere')
  expect(await draw(arabic)).toEqual(await draw({ ...freeze, title: '日本' }))
  expect(await draw(arabic)).not.toEqual(await draw(freeze))
})
