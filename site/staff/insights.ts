import type { InsightsAnswer, ShareLine } from '#api/routes/staff/answers.ts'
import { call } from './call.ts'
import { byId, el, put } from './dom.ts'
import { fail, show } from './form.ts'
import { frame } from './frame.ts'
import { filtersInAddress } from './list-address.ts'
import { definitions, shareTable } from './shares.ts'
import { t } from './translate.ts'

const sift = byId<HTMLFormElement>('sift')
const metrics = Object.keys(definitions) as ShareLine['metric'][]

frame()
  .then(() => load(filtersInAddress(sift, ['by', 'days'], load)))
  .then(() => show('ready'))
  .catch(fail)

async function load(query: URLSearchParams): Promise<void> {
  const answer = await call<InsightsAnswer>('GET', `insights?${query}`)
  const figures = metrics.flatMap((metric) => {
    const lines = answer.shares.filter((one) => one.metric === metric)
    const [title, meaning] = definitions[metric]
    return lines.length > 0
      ? [
          el(
            'section',
            { class: 'fig' },
            el('h2', {}, t(title)),
            el('p', { class: 'note' }, t(meaning)),
            shareTable(lines),
          ),
        ]
      : []
  })
  const nothing = el(
    'div',
    { class: 'state-of' },
    el('p', {}, t('Nothing was counted in this time. Searches, votes and imported tickets fill this page.')),
  )
  put(byId('list'), ...(figures.length > 0 ? figures : [nothing]))
  const save = byId<HTMLAnchorElement>('csv')
  URL.revokeObjectURL(save.href)
  save.href = URL.createObjectURL(new Blob([csvOf(answer)], { type: 'text/csv' }))
}

/** What the page shows, withheld figures left empty. */
function csvOf({ by, days, shares }: InsightsAnswer): string {
  const rows = shares.map(({ metric, label, of, share }) =>
    [metric, by, label, days, share ? of : '', share?.value ?? '', share?.low ?? '', share?.high ?? '']
      .map(
        (cell) =>
          `"${String(cell)
            .replace(/"/g, '""')
            .replace(/^[=+@-]/, "'$&")}"`,
      )
      .join(','),
  )
  return `${['metric,by,group,days,n,share,low,high', ...rows].join('\r\n')}\r\n`
}
