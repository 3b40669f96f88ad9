import { visit } from 'unist-util-visit'
import { decoded } from '#content/library/links.ts'

interface Addressed {
  url: string
}

/**
 * Writes out a percent sign that encodes nothing ("50%.png", "%E4.png" of Latin-1), in pictures and in definitions, which may
 * be of one: Astro ends the build at it. The content check has named what is not there.
 */
export function encodePercentSigns() {
  return (tree: Parameters<typeof visit>[0]): void => {
    visit(tree, ['image', 'definition'], (node) => {
      const addressed = node as unknown as Addressed
      if (addressed.url.includes('%') && decoded(addressed.url) === addressed.url)
        addressed.url = addressed.url.replaceAll('%', '%25')
    })
  }
}
