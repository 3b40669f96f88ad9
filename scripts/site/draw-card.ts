import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { transform } from 'lightningcss'
import satori, { type Font } from 'satori'
import sharp from 'sharp'
import { logoOf, publicAddress } from '#content/model/chrome.ts'
import type { Site } from '#content/model/site.ts'
import type { SocialCard } from '#content/model/social-card.ts'

/** What other sites show whole beside a link, in pixels. */
const size = { width: 1200, height: 630 }
/** Scripts that both typefaces have; files of one each. */
const subsets = ['latin', 'latin-ext', 'cyrillic', 'cyrillic-ext', 'vietnamese'] as const
/** The faces of the theme that may be given on: Charis SIL is Bitstream Charter with more letters. */
const serif = { family: 'Charis SIL', slug: 'charis-sil', weights: [400] } as const
const sans = { family: 'Inter', slug: 'inter', weights: [400, 600] } as const
/** Pixels of a title of so many characters at most; it takes four lines at most, and ends with an ellipsis. */
const sizes = [
  { characters: 40, pixels: 92 },
  { characters: 60, pixels: 76 },
  { characters: 110, pixels: 62 },
  { characters: Number.POSITIVE_INFINITY, pixels: 52 },
] as const

/** Draws a card of one company as a PNG. Text that the typefaces have no glyphs for is left out. */
export type DrawCard = (card: SocialCard) => Promise<Uint8Array>

/** Reads fonts, colours and the logo: once for all cards of a build. @param content the company's content folder */
export async function cardDrawer(site: Site, content: string): Promise<DrawCard> {
  const fonts = [...fontsOf(serif), ...fontsOf(sans)]
  const { paper, ink, 'ink-2': second, accent, rule } = coloursOf(site.brand)
  const logo = await logoPicture(site, content, accent)
  return async ({ title, shelf, site: [company, rest] }) => {
    const { pixels } = sizes.find(({ characters }) => title.length <= characters)!
    const words = [...(company ? [bold(company)] : []), ...(rest.trim() ? [box({}, rest.trim())] : [])]
    const name = canDraw(company + rest) ? words : []
    const drawing = box(
      {
        ...size,
        flexDirection: 'column',
        justifyContent: 'space-between',
        boxSizing: 'border-box',
        padding: '76px 84px 64px',
        background: paper,
        borderTop: `16px solid ${accent}`,
        fontFamily: stackOf(sans),
      },
      [
        box({ flexDirection: 'column' }, [
          ...(canDraw(shelf) && shelf ? [box({ fontSize: 32, color: second, marginBottom: 22 }, shelf)] : []),
          ...(canDraw(title)
            ? [
                {
                  type: 'div',
                  props: {
                    style: {
                      ...{ display: 'block', lineClamp: 4, wordBreak: 'break-word' },
                      ...{ fontFamily: stackOf(serif), fontSize: pixels, lineHeight: 1.18, color: ink },
                    },
                    children: title,
                  },
                },
              ]
            : []),
        ]),
        box(
          {
            ...{ fontSize: 36, color: accent, alignItems: 'center', gap: 12 },
            ...{ borderTop: `2px solid ${rule}`, paddingTop: 30 },
          },
          [...(logo ? [{ type: 'img', props: { ...logo, style: { marginRight: 6 } } }] : []), ...name],
        ),
      ],
    )
    const svg = await satori(drawing as Parameters<typeof satori>[0], { ...size, fonts })
    // A palette saves a third of 24 kB and takes three times as long.
    return sharp(Buffer.from(svg)).removeAlpha().png({ compressionLevel: 6 }).toBuffer()
  }
}

/** Whether both typefaces have every character of a text. */
export function canDraw(text: string): boolean {
  return [...text].every((character) => isDrawable(character.codePointAt(0)!))
}

const require = createRequire(import.meta.url)
const folderOf = (slug: string): string => dirname(require.resolve(`@fontsource/${slug}/package.json`))

/** `U+0400-045F,U+2116` for each subset. */
const ranges = [serif, sans].map(({ slug }) => {
  const all = JSON.parse(readFileSync(join(folderOf(slug), 'unicode.json'), 'utf8')) as Record<string, string>
  return subsets.flatMap((subset) =>
    (all[subset] ?? '').split(',').map((range) => {
      const [from, to = from] = range
        .replace('U+', '')
        .split('-')
        .map((hex) => Number.parseInt(hex, 16))
      return [from!, to!] as const
    }),
  )
})
const isDrawable = (code: number): boolean =>
  ranges.every((face) => face.some(([from, to]) => from <= code && code <= to))

interface Face {
  readonly family: string
  readonly slug: string
  readonly weights: readonly (400 | 600)[]
}

/** Each file is a family of its own: of two files of one family and weight only the first is asked for glyphs. */
const fontsOf = ({ family, slug, weights }: Face): Font[] =>
  weights.flatMap((weight) =>
    subsets.map((subset) => ({
      ...{ name: `${family} ${subset}`, weight, style: 'normal' as const },
      data: readFileSync(join(folderOf(slug), 'files', `${slug}-${subset}-${weight}-normal.woff`)),
    })),
  )

const stackOf = ({ family }: Face): string => subsets.map((subset) => `${family} ${subset}`).join(', ')

/** An element as Satori takes it. */
const box = (style: object, children: unknown) => ({
  type: 'div',
  props: { style: { display: 'flex', ...style }, children },
})

const bold = (text: string) => box({ fontWeight: 600 }, text)

/** The logo for light ground as an image of 48 pixels' height; undefined where there is none. */
async function logoPicture(site: Site, content: string, accent: string) {
  const logo = logoOf(site)
  if (!logo) return undefined
  const file = 'light' in logo ? join(content, 'public', publicAddress(logo.light)) : undefined
  if (file !== undefined && !existsSync(file)) return undefined
  const drawn =
    'path' in logo
      ? Buffer.from(
          `<svg xmlns="http://www.w3.org/2000/svg" width="96" height="96" viewBox="0 0 24 24"><path fill="${accent}" d="${logo.path}"/></svg>`,
        )
      : readFileSync(file!)
  const { data, info } = await sharp(drawn).resize({ height: 96 }).png().toBuffer({ resolveWithObject: true })
  const height = 48
  return {
    src: `data:image/png;base64,${data.toString('base64')}`,
    width: Math.round((info.width * height) / info.height),
    height,
  }
}

const stylesheet = join(import.meta.dirname, '..', '..', 'site', 'styles', 'kindred.css')

/** The theme's light colours as hexadecimal, with the company's hue and chroma. */
function coloursOf({
  hue,
  chroma,
}: Site['brand']): Record<'paper' | 'ink' | 'ink-2' | 'accent' | 'rule', string> {
  const css = readFileSync(stylesheet, 'utf8')
  const one = (token: string): string => {
    const colour = new RegExp(`--${token}:\\s*light-dark\\(\\s*(oklch\\((?:[^()]|\\([^()]*\\))*\\))`).exec(
      css,
    )?.[1]
    if (colour === undefined) throw new Error(`The stylesheet has no colour --${token}.`)
    const own = colour.replace('var(--brand-h)', String(hue)).replace('var(--brand-c)', String(chroma))
    // For browsers that do not know OKLCH, it writes the nearest colour of sRGB first.
    const { code } = transform({
      filename: 'card.css',
      code: Buffer.from(`a{color:${own}}`),
      minify: true,
      targets: { chrome: 80 << 16 },
    })
    const hex = /#[0-9a-f]{3,8}/.exec(code.toString())?.[0]
    if (hex === undefined) throw new Error(`The colour --${token}, ${own}, cannot be drawn.`)
    return hex
  }
  return {
    ...{ paper: one('paper'), ink: one('ink'), 'ink-2': one('ink-2') },
    ...{ accent: one('accent'), rule: one('rule') },
  }
}
