import { termStyle } from '#scripts/report/explanations.ts'
import { onPaper } from './filters.ts'

/** The report's style, in the house's tokens. Whole in itself: the page is opened from a folder as often as from a server. */
export function reportStyle({ hue, chroma }: { hue: number; chroma: number }, filters = ''): string {
  return `
:root {
  color-scheme: light dark; --h: ${hue}; --c: ${chroma};
  --paper: light-dark(oklch(.994 .002 230), oklch(.195 .012 240));
  --wash: light-dark(oklch(.967 .008 var(--h)), oklch(.235 .016 var(--h)));
  --ink: light-dark(oklch(.235 .018 245), oklch(.925 .008 235));
  --ink-2: light-dark(oklch(.445 .018 240), oklch(.745 .014 235));
  --rule: light-dark(oklch(.888 .007 240), oklch(.34 .014 240));
  --firm: light-dark(oklch(.3 .018 245), oklch(.58 .014 235));
  --line: light-dark(oklch(.57 .016 240), oklch(.6 .016 240));
  --bar: light-dark(oklch(.8 .012 235), oklch(.42 .014 235));
  --accent: light-dark(oklch(.435 var(--c) var(--h)), oklch(.785 calc(var(--c) * .9) var(--h)));
  --heat-0: light-dark(oklch(.967 .006 240), oklch(.235 .012 240));
  --heat-1: light-dark(oklch(.94 .025 var(--h)), oklch(.28 .03 var(--h)));
  --heat-2: light-dark(oklch(.9 .042 var(--h)), oklch(.33 .045 var(--h)));
  --heat-3: light-dark(oklch(.85 .06 var(--h)), oklch(.39 .06 var(--h)));
  --heat-4: light-dark(oklch(.79 .075 var(--h)), oklch(.45 .075 var(--h)));
  --thin: color-mix(in oklch, var(--accent) 38%, transparent);
  --serif: Charter, "Bitstream Charter", "Charis SIL", "Sitka Text", Cambria, "Noto Serif", Georgia, serif;
  --sans: -apple-system, "Segoe UI Variable Text", "Segoe UI", Inter, Roboto, "Noto Sans", sans-serif;
}
*, ::before, ::after { box-sizing: border-box }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; scroll-padding-block-start: 1.5rem }
body { margin: 0; background: var(--paper); color: var(--ink); font: 400 .9375rem/1.5 var(--sans); overflow-wrap: break-word }
h1, h2, h3, h4, p, ul, dl, dd, table, figure { margin: 0; padding: 0 }
ul { list-style: none }
h1, h2, h3 { font-family: var(--serif); text-wrap: balance }
h1 { font-size: clamp(1.728rem, 1.4rem + 1.2vw, 2.2rem); line-height: 1.2; font-weight: 400 }
h2 { font-size: 1.2rem; line-height: 1.35 }
h3 { font-size: 1.2rem; line-height: 1.35; font-weight: 400 }
h4 { font: 600 1rem/1.4 var(--sans); text-wrap: pretty }
a { color: var(--accent); text-decoration: underline 1px; text-decoration-color: var(--thin); text-underline-offset: .2em }
a:hover { text-decoration-thickness: 2px; text-decoration-color: currentColor }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px }
.wrap { inline-size: min(100% - 2 * clamp(1.25rem, 4vw, 3rem), 88rem); margin-inline: auto }
.vh { position: absolute; clip-path: inset(50%); inline-size: 1px; block-size: 1px; overflow: hidden; white-space: nowrap }
.skip { position: absolute; inset-inline-start: -100vw }
.skip:focus { position: static; display: inline-block; padding: .75rem 1rem }
.top { display: flex; flex-wrap: wrap; justify-content: space-between; gap: .5rem 1.5rem; padding-block: 1rem; border-block-end: 1px solid var(--rule); color: var(--ink-2); font-size: .875rem }
.top b { color: var(--ink); font-size: .9375rem }
.open { padding-block: 1.5rem 1.25rem }
.open p { max-inline-size: 46rem; margin-block-start: .5rem; color: var(--ink-2) }
.note { color: var(--ink-2); font-size: .875rem }
.says { font-family: var(--serif) } .says::before { content: open-quote } .says::after { content: close-quote }
.num { text-align: end; font-variant-numeric: tabular-nums; white-space: nowrap }
.few { color: var(--ink-2) }
table { border-collapse: collapse; inline-size: 100%; font-size: .875rem }
th { text-align: start; font-weight: 600 }
td, th { vertical-align: top }
.gaps td, .gaps th { padding: .5rem 1rem .5rem 0; line-height: 1.4; border-block-end: 1px solid var(--rule) }
.gaps thead th { font-size: .8125rem; vertical-align: bottom; color: var(--ink-2); text-wrap: balance; border-block: 1px solid var(--rule); border-block-end-color: var(--firm) }
.gaps thead .num, .lift thead .num { text-align: end }
.gaps tbody th { font: 400 1.0625rem/1.35 var(--serif); inline-size: 21rem }
.gaps tbody th a { color: var(--ink) }
.gaps .ask { white-space: nowrap } .gaps .ask svg { display: inline-block; margin-inline-start: .5rem; vertical-align: .06em }
.gaps .n1 { display: inline-block; min-inline-size: 2.4rem; text-align: end; font-size: 1.0625rem; font-weight: 600; font-variant-numeric: tabular-nums }
.gaps .who span { white-space: nowrap; display: block }
.gaps .near { inline-size: 20rem } .gaps .near span { display: block; color: var(--ink-2) }
.gaps .state { white-space: nowrap }
.gaps .cut td { padding-block: .55rem; font-weight: 600; color: var(--accent); border-block-start: 2px solid var(--accent) }
.cut span { font-weight: 400; color: var(--ink-2) }
svg[hidden] { display: none } svg:not([hidden]) { display: block; overflow: visible; fill: none } svg.mark { display: inline-block; inline-size: 12px; block-size: 12px; margin-inline-end: .4rem; stroke: var(--ink-2); vertical-align: -.05em }
.g { stroke: var(--rule) } .ax { stroke: var(--line) } .ln { stroke: var(--ink-2); stroke-width: 1.5 } .hotln { stroke: var(--accent); stroke-width: 2 }
.bar { fill: var(--bar) } .hot { fill: var(--accent) } .dot { fill: var(--ink-2) }
svg text:not([fill]) { fill: var(--ink-2) } svg .strong { font-weight: 600 } svg text { font: 400 13px var(--sans); font-variant-numeric: tabular-nums }
.gap { padding-block: 2rem; border-block-start: 1px solid var(--firm) }
.gap > p { margin-block-start: .35rem }
.gap .cols { display: grid; grid-template-columns: minmax(0, 1fr); gap: 1.75rem 3rem; margin-block-start: 1.5rem }
.cols section + section { margin-block-start: 1.75rem }
.cols .facts { margin-block-start: 1rem } .cols :is(h4, dd, .note) { overflow-wrap: anywhere }
.cols h4 + .note { margin-block-end: .75rem }
.words li { padding-block: .55rem; border-block-start: 1px solid var(--rule) }
.words .says { font-size: 1.0625rem; line-height: 1.45 }
.weeks { inline-size: 100%; max-inline-size: 36rem; block-size: auto; margin-block-start: 1rem }
.lift td, .lift th { padding: .35rem 1rem .35rem 0; vertical-align: middle } .lift thead th { color: var(--ink-2); font-weight: 400 }
.lift tbody th { font-weight: 400 } .lift .plot { inline-size: 42% } .lift .plot svg { inline-size: 100%; block-size: 1.5rem }
.lift .scale { display: flex; justify-content: space-between }
.facts { display: grid; grid-template-columns: auto 1fr; gap: .35rem 1rem; font-size: .875rem } .facts dt { color: var(--ink-2) }
blockquote { margin: .5rem 0 0; color: var(--ink-2); font-family: var(--serif); max-inline-size: 38rem; overflow-wrap: anywhere }
.foot { padding-block: 2rem 3rem; border-block-start: 1px solid var(--firm); color: var(--ink-2); font-size: .875rem } .foot p { max-inline-size: 46rem } .foot p + p { margin-block-start: .5rem }
h3 .rank { color: var(--ink-2); font-variant-numeric: tabular-nums; margin-inline-end: .6rem }
.says { overflow-wrap: anywhere; hyphens: auto } :is(.kind, .became) { display: block; margin-block-start: .2rem; color: var(--ink-2); font: 400 .8125rem/1.4 var(--sans) }
.why { appearance: none; border: 0; background: none; padding: 0; margin: 0; color: inherit; font: inherit; text-align: inherit; cursor: help; text-decoration: underline dotted 1px; text-underline-offset: .25em }
.why:hover { color: var(--ink) }
.meaning { max-inline-size: 24rem; padding: .75rem 1rem; margin: .35rem 0; border: 1px solid var(--line); border-radius: 4px; background: var(--paper); color: var(--ink); font-size: .875rem; position-area: block-end span-inline-end; position-try-fallbacks: flip-inline, flip-block }
@supports not (position-area: block-end) { .meaning { margin: auto } }
.ways { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; margin-block-end: 1.25rem; font-size: .875rem } .ways a { padding-block: .25rem }
.filters { display: grid; gap: .5rem; padding-block: .75rem 1rem; border-block-start: 1px solid var(--rule); font-size: .875rem }
fieldset { border: 0; margin: 0; padding: 0; padding-inline-start: 8.5rem; min-inline-size: 0; display: flex; flex-wrap: wrap; gap: .15rem 1.25rem } legend { float: inline-start; padding: .2rem 0; inline-size: 7.25rem; margin-inline-start: -8.5rem; color: var(--ink-2) }
fieldset label { display: inline-flex; align-items: center; gap: .4rem; padding-block: .2rem; cursor: pointer } input { accent-color: var(--accent); margin: 0 }
.filters label:has(:checked) { font-weight: 600 }
.part { padding-block: 2rem; border-block-start: 1px solid var(--firm) } .part > .note { max-inline-size: 46rem; margin-block: .35rem 1rem }
.gap { content-visibility: auto; contain-intrinsic-size: auto 44rem } .short { padding-block: 1.25rem; contain-intrinsic-size: auto 22rem } .short .cols { margin-block-start: .75rem }
.wide { overflow-x: auto; overscroll-behavior-x: contain } .wide svg { max-inline-size: none; block-size: auto } .picture > svg { max-inline-size: 100%; block-size: auto }
.wide .plain tbody th { position: sticky; inset-inline-start: 0; background: var(--paper) }
.narrow, .none, .paper { display: none } .narrow h3 { font-size: 1.0625rem; margin-block: 1rem .25rem } .narrow h3 a { color: var(--ink) } .narrow .plain { margin-block-end: 1.5rem } .narrow .plain td { min-inline-size: 3.5rem } .narrow .plain :is(td, th) { padding: .35rem .6rem } .narrow .plain th:first-child { padding-inline-start: 0 } caption { text-align: start; font-weight: 600; padding-block: .5rem }
.askers { font-size: .875rem } .askers > * { display: inline-block; margin-block: .15rem; margin-inline-end: .75rem } .askers b { padding: .1rem .4rem; font-weight: 600 }
.heat-0 { background: none } .heat-1 { background: var(--heat-1) } .heat-2 { background: var(--heat-2) } .heat-3 { background: var(--heat-3) } .heat-4 { background: var(--heat-4) }
[class^="w-"] { position: relative; cursor: help } [class^="w-"]:hover { text-decoration: underline dotted 1px; text-underline-offset: .25em }
[class^="w-"]:hover::after { position: absolute; z-index: 1; inset-block-end: 100%; inset-inline-start: 0; inline-size: max-content; max-inline-size: 20rem; padding: .5rem .75rem; border: 1px solid var(--line); border-radius: 4px; background: var(--paper); color: var(--ink); font: 400 .875rem/1.4 var(--sans); text-align: start; white-space: normal; pointer-events: none }
.num > [class^="w-"]:hover::after { inset-inline: auto 0 }
${termStyle}
.pareto { inline-size: 100%; max-inline-size: 45rem; block-size: auto }
#each { padding-block-end: .75rem } .kinds { inline-size: auto; margin-block-end: 1.5rem } .plain td, .plain th { padding: .35rem 1.5rem .35rem 0; border-block-end: 1px solid var(--rule); font-weight: 400 } .plain thead th { color: var(--ink-2); border-block-end-color: var(--firm) }
.plain tbody th { overflow-wrap: anywhere; min-inline-size: 9rem } details { margin-block-start: 1rem } summary { cursor: pointer; color: var(--accent); padding-block: .35rem; inline-size: fit-content }
.terms { display: grid; grid-template-columns: minmax(8rem, 15rem) minmax(0, 46rem); gap: .75rem 2rem; margin-block-start: 1rem } .terms dt { font-weight: 600 } .terms dd { color: var(--ink-2) }
.changes li { padding-block: .35rem; max-inline-size: 46rem }
@media (pointer: coarse) { fieldset label, .ways a, summary, .why { min-block-size: 2.75rem; display: inline-flex; align-items: center } }
@media screen and (max-width: 40rem) { .plain td, .plain th { padding-inline-end: .6rem } .plain tbody th { min-inline-size: 5rem } .terms { grid-template-columns: 1fr; gap: .25rem } .terms dd { margin-block-end: .75rem } fieldset { padding-inline-start: 0 } legend { float: none; inline-size: 100%; margin-inline-start: 0 } .weeks text { font-size: 18px } .pareto text { font-size: 22px } }
@media (min-width: 64rem) { .gap .cols { grid-template-columns: repeat(2, minmax(0, 1fr)) } }
@media screen and (max-width: 71.99rem) {
  .picture, .same { display: none } .narrow { display: block }
  .gaps thead tr { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; padding-block: .5rem; border-block: 1px solid var(--rule); border-block-end-color: var(--firm) }
  .gaps thead th { border: 0; padding: 0; inline-size: auto } .gaps thead th:not(:has(.why)) { display: none }
  .gaps, .gaps thead, .gaps tbody, .gaps .cut, .gaps .cut td { display: block }
  .gaps tbody tr:not(.cut) { display: grid; grid-template-columns: 1.75rem repeat(6, minmax(0, 1fr)); gap: .5rem .75rem; padding-block: 1rem; border-block-end: 1px solid var(--rule) }
  .gaps tbody tr:not(.cut) > * { border: 0; padding: 0; inline-size: auto; text-align: start; grid-column: span 2 }
  .gaps tbody tr:not(.cut) > .rank { grid-column: 1; text-align: end } .gaps tbody tr:not(.cut) > th { grid-column: 2 / -1 }
  .gaps tbody tr:not(.cut) > .ask { grid-column: 2 / span 2 } .gaps .n1 { min-inline-size: 0 }
  .gaps tbody tr:not(.cut) > :is(.who, .near) { grid-column: 2 / -1 } .gaps tbody tr:not(.cut) > .l { grid-column: span 1 } .gaps tbody tr:not(.cut) > .l1 { grid-column: 2 / span 1 }
  .gaps .l::before { content: attr(data-l) " " } .gaps .sum::before { content: "adds up to " } .gaps :is(.l, .sum)::before { color: var(--ink-2) } .gaps tbody tr:not(.cut) > .state { grid-column: 2 / -1 }
}
@media screen and (max-width: 30rem) { .gaps tbody tr:not(.cut) > .trend { grid-column: 2 / -1 } .gaps tbody tr:not(.cut) > .sum { grid-column: span 3 } .gaps tbody tr:not(.cut) > .ask { grid-column: 2 / span 3 } .gaps tbody tr:not(.cut) > .l { grid-column: span 2 } .gaps tbody tr:not(.cut) > .l1 { grid-column: 2 / span 2 } .lift .plot { inline-size: 30% } .lift :is(td, th) { padding-inline-end: .5rem } }
@page { margin: 12mm }
@media print {
  :root { color-scheme: light; --paper: white } body { font-size: 9pt; line-height: 1.4 } h1 { font-size: 16pt } h2, .gap h3 { font-size: 11pt } h4 { font-size: 8.5pt } .wrap { inline-size: 100% } * { print-color-adjust: exact }
  .skip, .ways, details, .why, .gap > .note a, .cols :is(.weeks-note, .lift-note), blockquote, .words li:nth-child(n + 4), .gaps .near .because, .gaps .ask .vol, .foot { display: none } .paper { display: block } .open .paper { max-inline-size: none; font-size: 7.5pt } a { color: inherit; text-decoration: none }
  .filters { display: block; border: 0; padding: 0 } fieldset { display: none } fieldset:not(:has([id$="-all"]:checked)) { display: block; padding: 0 } legend { margin: 0; inline-size: auto; padding-inline-end: .5rem } .filters label:not(:has(:checked)), .filters input { display: none }
  .open { padding-block: .5rem } .part { padding-block: .75rem } .part > .note { max-inline-size: none }
  .gaps { font-size: 7.5pt } .gaps :is(td, th) { padding: .2rem .5rem .2rem 0; line-height: 1.3 } .gaps tbody th { font-size: 8.5pt; inline-size: 38% } .gaps thead th { font-size: 7.5pt } .gaps .n1 { font-size: 8.5pt; min-inline-size: 0 } .gaps .near { inline-size: 18% } .gaps .who { min-inline-size: 26mm } .gaps .who span { white-space: normal } .gaps .spark { inline-size: 48px; block-size: 14px } .gaps :is(.kind, .became) { display: inline; margin-inline-start: .5em; font-size: 7pt } .gaps .cut td { padding-block: .25rem } thead { display: table-header-group } th[data-term]::before { content: attr(data-term) }
  .heat, .wide svg { max-inline-size: 100%; inline-size: auto; max-block-size: 105mm } .wide { overflow: visible } .pareto { max-block-size: 50mm } .kinds { margin-block-end: .5rem }
  .gap { content-visibility: visible; padding-block: .5rem } .gap:nth-child(n + ${onPaper + 1} of .gap) { display: none } .gap .cols { grid-template-columns: minmax(0, 11fr) minmax(0, 9fr); gap: .5rem 1.25rem; margin-block-start: .35rem } .cols section + section { margin-block-start: .5rem } .cols h4 + .note { margin-block-end: .15rem } .cols .facts { margin-block-start: .25rem; gap: 0 .75rem }
  .words li { padding-block: .15rem } .words .says { font-size: 9pt; line-height: 1.3 } .facts, .note, .lift { font-size: 7.5pt; line-height: 1.35 } .weeks { max-inline-size: 58mm; margin-block-start: .15rem } .lift .plot { inline-size: 30% } .lift :is(td, th) { padding: .05rem .5rem .05rem 0 } .lift .plot svg { block-size: .9rem }
  .gap, .gap section, .gaps tr, .heat, .pareto, .picture { break-inside: avoid } :is(#segments, #written, #spread, #reading) { break-inside: avoid } #each > .note { display: none } h2, h3, h4, .gap > .note, #each, .part > .note { break-after: avoid }
  .terms { display: block; columns: 2; column-gap: 1.5rem; font-size: 7.5pt; line-height: 1.35 } .terms dt { break-after: avoid } .terms dd { margin-block-end: .35rem; break-inside: avoid }
}
@media (prefers-contrast: more) { :root { --rule: var(--line); --ink-2: var(--ink) } }
${filters}
`
}
