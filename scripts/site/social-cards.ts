import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { decodeHTML } from 'entities'
import { logoOf, publicAddress } from '#content/model/chrome.ts'
import type { Site } from '#content/model/site.ts'
import { cardMark, type SocialCard } from '#content/model/social-card.ts'

/** Cards drawn at once: one is encoded on another processor while the next is laid out. */
const atOnce = 4

export interface CardsOptions {
  readonly site: Site
  /** The company's content folder, for its logo. */
  readonly content: string
  /** Of the address of the site, without a path. */
  readonly origin: string
  /** The build that is served: cards that say the same are taken from it. */
  readonly before?: string | undefined
  readonly onLine?: ((line: string) => void) | undefined
}

/**
 * Draws the card of every page of a build that asks for one, once for all pages that say the same, into
 * `social/<hash>.png`, and puts its address into the page.
 *
 * @param out absolute path of the build, before it is put below its base
 */
export async function drawSocialCards(out: string, { site, content, origin, before, onLine }: CardsOptions) {
  const mark = new RegExp(`(<meta property="og:image" content=")${cardMark}([^"]*)(">)`)
  const look = lookOf(site, content)
  const cards = new Map<string, SocialCard>()
  for (const entry of await readdir(out, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !entry.name.endsWith('.html')) continue
    const file = join(entry.parentPath, entry.name)
    const html = await readFile(file, 'utf8')
    const said = mark.exec(html)?.[2]
    if (said === undefined) continue
    const card = JSON.parse(decodeHTML(said)) as SocialCard
    const name = createHash('sha256').update(look).update(JSON.stringify(card)).digest('hex').slice(0, 16)
    cards.set(name, card)
    await writeFile(file, html.replace(mark, `$1${origin}/social/${name}.png$3`))
  }
  if (cards.size === 0) return
  const folder = join(out, 'social')
  await mkdir(folder, { recursive: true })
  const missing: [string, SocialCard][] = []
  for (const [name, card] of cards) {
    const drawn = before && join(before, 'social', `${name}.png`)
    if (drawn && existsSync(drawn)) await copyFile(drawn, join(folder, `${name}.png`))
    else missing.push([name, card])
  }
  if (missing.length === 0) return
  // Reading the fonts takes a while: only where something is to be drawn.
  const { canDraw, cardDrawer } = await import('./draw-card.ts')
  const draw = await cardDrawer(site, content)
  const bare = missing.filter(([, { title }]) => !canDraw(title)).length
  if (bare > 0)
    onLine?.(`${bare} social cards have no title: their typeface has Latin, Cyrillic and Vietnamese letters.`)
  const worker = async (): Promise<void> => {
    for (let next = missing.pop(); next; next = missing.pop())
      await writeFile(join(folder, `${next[0]}.png`), await draw(next[1]))
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
}

/** Everything beside its words that a card is drawn of. */
function lookOf(site: Site, content: string): string {
  const logo = logoOf(site)
  const picture = logo && 'light' in logo ? join(content, 'public', publicAddress(logo.light)) : undefined
  const hash = createHash('sha256').update(JSON.stringify([site.brand, logo]))
  for (const file of [picture, join(import.meta.dirname, 'draw-card.ts'), stylesheet])
    if (file && existsSync(file)) hash.update(readFileSync(file))
  return hash.digest('hex')
}

const stylesheet = join(import.meta.dirname, '..', '..', 'site', 'styles', 'kindred.css')
