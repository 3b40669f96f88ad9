import type { InsightsAnswer, ShareLine } from '#api/routes/staff/answers.ts'
import { csvOf } from '#core/csv.ts'
import { call } from './call.ts'
import { byId, el, put } from './dom.ts'
import { fail, show } from './form.ts'
import { frame } from './frame.ts'
import { holdoutFigure } from './holdout.ts'
import { listByAddress } from './list-address.ts'
import { definitions, shareTable } from './shares.ts'
import { t } from './translate.ts'

const sift = byId<HTMLFormElement>('sift')
const metrics = Object.keys(definitions) as ShareLine['metric'][]

frame()
  .then(() => listByAddress(sift, ['by', 'days'], { ask, draw }))
  .then(() => show('ready'))
  .catch(fail)

const ask = (query: URLSearchParams) => call<InsightsAnswer>('GET', `insights?${query}`)

function draw(answer: InsightsAnswer): void {
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
  put(byId('list'), ...(figures.length > 0 ? [...figures, holdoutFigure(answer.holdout)] : [nothing]))
  const save = byId<HTMLAnchorElement>('csv')
  URL.revokeObjectURL(save.href)
  save.href = URL.createObjectURL(new Blob([savedAs(answer)], { type: 'text/csv' }))
}

/** What the page shows, withheld figures left empty. */
function savedAs({ by, days, shares }: InsightsAnswer): string {
  const head = ['metric', 'by', 'group', 'days', 'n', 'share', 'low', 'high']
  const rows = shares.map(({ metric, label, of, share }) => {
    const figures = share ? [of, share.value, share.low, share.high] : ['', '', '', '']
    return [metric, by, label, days, ...figures]
  })
  return csvOf([head, ...rows])
}
