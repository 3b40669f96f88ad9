import { grouped } from '#content/language/formats.ts'
import { kindMeaning } from '#core/gaps/kind.ts'
import { escaped } from '#scripts/report/escaped.ts'
import { asksMore, byKind, type GapReport, type ReportedGap } from '#scripts/report/gap-report.ts'

/** Gaps told on paper, of those chosen: as many as a meeting gets through. */
export const onPaper = 12

/**
 * Choosing by kind and by segment, with radios and style alone: the page has no script. Classes are numbered, so that
 * no foreign word reaches the style.
 */
export function filters(report: GapReport): { form: string; style: string } {
  const kinds = byKind(report)
  const askers = askersOf(report)
  const chosen = report.gaps.length > 1 && (kinds.length > 1 || askers.length > 0)
  if (!chosen) return { form: '', style: '' }
  const kindChoices = kinds.map(({ kind, gaps }, at) =>
    radio('k', at, `${kindMeaning(kind)} (${grouped(gaps)})`),
  )
  const segmentChoices = askers.map(({ segment, gaps }, at) =>
    radio('s', at, `${report.segments[segment] ?? segment} (${grouped(gaps)})`),
  )
  const form = [
    kinds.length > 1 ? group('k', 'Kind of gap', ['All kinds', ...kindChoices]) : '',
    askers.length > 0 ? group('s', 'Asked more by', ['Anyone', ...segmentChoices]) : '',
  ]
  const style = [...kinds.map((_, at) => hides('k', at)), ...askers.map((_, at) => hides('s', at))]
  return {
    form: `<div class="filters">${form.join('')}</div><p class="none note">No gap fits both choices.</p>`,
    style: [...style, ...both(report, { kinds, askers })].join('\n'),
  }
}

/** A choice of both that leaves nothing says so; on paper the first that fit both are told. */
function both(
  { gaps }: GapReport,
  {
    kinds,
    askers,
  }: { kinds: readonly { readonly kind: string }[]; askers: readonly { readonly segment: string }[] },
): string[] {
  if (kinds.length < 2) return []
  const found = new Set(gaps.flatMap((gap) => asksMore(gap).map(({ segment }) => `${gap.kind} ${segment}`)))
  return kinds.flatMap(({ kind }, k) =>
    askers.map(({ segment }, s) => {
      const chosen = `main:has(#k-${k}:checked):has(#s-${s}:checked)`
      return found.has(`${kind} ${segment}`)
        ? firstOnPaper(chosen, `.k${k}.s${s}`)
        : `${chosen} .none { display: block }`
    }),
  )
}

/** The classes by which a row, and what is told of its gap, are found again. */
export function rowClasses(gap: ReportedGap, report: GapReport): string {
  const kind = byKind(report).findIndex((one) => one.kind === gap.kind)
  const more = new Set(asksMore(gap).map(({ segment }) => segment))
  const segments = askersOf(report).flatMap(({ segment }, at) => (more.has(segment) ? [`s${at}`] : []))
  return [`k${kind}`, ...segments].join(' ')
}

function askersOf({ gaps, segments }: GapReport): { segment: string; gaps: number }[] {
  const counts = new Map<string, number>()
  for (const gap of gaps) {
    for (const { segment } of asksMore(gap)) counts.set(segment, (counts.get(segment) ?? 0) + 1)
  }
  return Object.keys(segments)
    .filter((segment) => counts.has(segment))
    .map((segment) => ({ segment, gaps: counts.get(segment)! }))
}

function group(name: 'k' | 's', legend: string, [all, ...choices]: readonly string[]): string {
  const first = `<label><input type="radio" name="${name}" id="${name}-all" checked>${all}</label>`
  return `<fieldset><legend>${legend}</legend>${first}${choices.join('')}</fieldset>`
}

function radio(name: 'k' | 's', at: number, label: string): string {
  return `<label><input type="radio" name="${name}" id="${name}-${at}">${escaped(label)}</label>`
}

function hides(name: 'k' | 's', at: number): string {
  const chosen = `main:has(#${name}-${at}:checked)`
  const own = `.${name}${at}`
  return `${chosen} :is(.gaps tbody tr, .gap):not(${own}) { display: none }
${firstOnPaper(chosen, own)}`
}

function firstOnPaper(chosen: string, fitting: string): string {
  return `@media print { ${chosen} .gap${fitting} { display: block } ${chosen} .gap:nth-child(n + ${onPaper + 1} of ${fitting}) { display: none } }`
}
