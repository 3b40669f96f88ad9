import * as Plot from '@observablehq/plot'
import { parseHTML } from 'linkedom'
import { plain } from './in-words.ts'

/** Charts are drawn once, when the report is written: the page holds only their lines. */
const { document } = parseHTML('<!doctype html><html><body></body></html>')

/**
 * One picture with its words. Colours are the page's own properties, so that one drawing serves light and dark; Plot's
 * style block goes, since the page lets in no other style than its own, and so do names of layers, which nobody hears
 * inside a picture.
 */
export function drawn(options: Plot.PlotOptions & { ariaLabel: string; className: string }): string {
  const { ariaLabel, ...rest } = options
  const svg = Plot.plot({ document: document as unknown as Document, ...rest })
  svg.setAttribute('role', 'img')
  svg.setAttribute('aria-label', plain(ariaLabel))
  for (const style of svg.querySelectorAll('style')) style.remove()
  for (const text of svg.querySelectorAll('text')) if (text.textContent === '') text.remove()
  const worded = svg.querySelector('text') !== null
  const needless = ['font-family', 'font-size', 'fill', ...(worded ? [] : ['text-anchor', 'width', 'height'])]
  for (const attribute of needless) svg.removeAttribute(attribute)
  for (const part of svg.querySelectorAll('g, path, line, rect, circle, text')) {
    for (const attribute of ['aria-label', 'stroke-linecap', 'stroke-linejoin'])
      part.removeAttribute(attribute)
    for (const attribute of measures) {
      const value = part.getAttribute(attribute)
      // A tenth of a pixel is as fine as anyone sees; more would only be bytes.
      if (value)
        part.setAttribute(
          attribute,
          value.replace(/\d+\.\d+/g, (n) => String(Math.round(Number(n) * 10) / 10)),
        )
    }
  }
  return svg.outerHTML.replaceAll(' />', '/>')
}

/** Attributes with lengths in pixels. */
const measures = 'd transform x y x1 y1 x2 y2 cx cy width height'.split(' ')
