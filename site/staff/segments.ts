import type { SegmentAnswer, SegmentsAnswer } from '#api/routes/staff/answers.ts'
import { call } from './call.ts'
import { profileBody } from './customer-panes.ts'
import { byId, el, put } from './dom.ts'
import { fail, show } from './form.ts'
import { frame } from './frame.ts'
import { definitions, shareTable } from './shares.ts'
import { counted, t } from './translate.ts'
import { times } from './words.ts'

const id = new URLSearchParams(location.search).get('id') ?? ''

frame()
  .then(async (me) => {
    const { segments } = await call<SegmentsAnswer>('GET', 'segments')
    const link = ({ id: one, label }: SegmentsAnswer['segments'][number]) =>
      el(
        'a',
        { href: `/staff/segments/?id=${encodeURIComponent(one)}`, 'aria-current': one === id && 'page' },
        label,
      )
    if (id) {
      put(byId('segments'), ...segments.map((one) => el('li', {}, link(one))))
      draw(await call<SegmentAnswer>('GET', `segments/${encodeURIComponent(id)}`), me.rooms.includes('gaps'))
    } else drawList(segments, link)
    show('ready')
  })
  .catch(fail)

/** Every segment with who looks after it, the strongest first. */
function drawList(
  segments: SegmentsAnswer['segments'],
  link: (one: SegmentsAnswer['segments'][number]) => HTMLElement,
): void {
  byId('finding').textContent = counted(segments.length, '{n} segment', '{n} segments')
  const lines = segments.map((one) => {
    const owner = one.owner ? t('Looked after by {owner}', { owner: one.owner }) : t('Nobody looks after it')
    return el('li', {}, link(one), el('p', { class: 'note' }, owner))
  })
  put(
    byId('profile'),
    lines.length > 0
      ? el('ul', { class: 'segs' }, ...lines)
      : el('p', {}, t('A segment is a file in segments/ of the content folder.')),
  )
}

function draw({ profile, shares, gaps, articles }: SegmentAnswer, opensGaps: boolean): void {
  byId('finding').textContent = profile.label
  byId('about').textContent = profile.owner ? t('Looked after by {owner}', { owner: profile.owner }) : ''
  const figure = (title: string, ...content: Node[]) =>
    el('section', { class: 'fig' }, el('h2', {}, title), ...content)
  const gapLines = gaps.map((gap) =>
    el(
      'li',
      {},
      opensGaps
        ? el('a', { class: 'says', href: `/staff/gap/?id=${encodeURIComponent(gap.id)}` }, gap.title)
        : el('span', { class: 'says' }, gap.title),
      el(
        'p',
        { class: 'note' },
        `${counted(gap.tickets, '{n} question', '{n} questions')}, ${times(gap.lift)}`,
      ),
    ),
  )
  put(byId('profile'), figure(t('As written'), profileBody(profile)))
  put(
    byId('data'),
    figure(
      t('What they ask and no article answers'),
      gapLines.length > 0
        ? el('ul', { class: 'segs' }, ...gapLines)
        : el('p', { class: 'note' }, t('No gap that this segment clearly asks more often than others.')),
    ),
    ...shares.map((line) =>
      figure(
        t(definitions[line.metric][0]),
        el('p', { class: 'note' }, t(definitions[line.metric][1])),
        shareTable([line]),
      ),
    ),
    figure(
      t('Articles written for them'),
      articles.length > 0
        ? el(
            'ul',
            { class: 'segs' },
            ...articles.map(({ title, url }) => el('li', {}, el('a', { href: url }, title))),
          )
        : el('p', { class: 'note' }, t('None yet.')),
    ),
  )
}
