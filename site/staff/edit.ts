// Over 250 lines: one page, top to bottom.
import type {
  HistoryAnswer,
  PictureAnswer,
  PublishAnswer,
  ReadingAnswer,
  SavedAnswer,
  SourceAnswer,
} from '#api/routes/staff/answers.ts'
import { unreviewed } from '#content/library/unreviewed.ts'
import { withField } from '#content/library/with-field.ts'
import { call, Refusal, wordsOf } from './call.ts'
import { difference } from './difference.ts'
import { byId, el, put } from './dom.ts'
import { editAddress } from './edit-address.ts'
import { codeMirror, type Editor } from './edit-codemirror.ts'
import { drawPreview } from './edit-preview.ts'
import { firstDraft } from './first-draft.ts'
import { fail, onSend, say, show } from './form.ts'
import { frame } from './frame.ts'
import { counted, t } from './translate.ts'
import { clockTime, day, ownName } from './words.ts'

/** After this long without a key the text is checked and drawn, in ms. */
const rest = 350

/** A publish under way is asked about so often, in ms. */
const askEvery = 1000

const asked = new URLSearchParams(location.search)
const article = asked.get('article') ?? ''
const locale = asked.get('locale') ?? ''
const path = `articles/${[locale, ...article.split('/')].map(encodeURIComponent).join('/')}`
const form = byId<HTMLFormElement>('write')
const reader = byId<HTMLSelectElement>('reader')
const field = form.elements.namedItem('text') as HTMLTextAreaElement
const messageField = form.elements.namedItem('message') as HTMLInputElement

/** Of the file as this page last saw it. */
let digest: string | null = null
let savedText = ''
let source: SourceAnswer
let editor: Editor

frame()
  .then(async () => {
    source = await call<SourceAnswer>('GET', path)
    digest = source.digest
    savedText = source.digest === null ? '' : source.text
    field.value = source.text
    drawHead()
    put(
      reader,
      el('option', { value: '' }, t('Everyone')),
      ...source.segments.map(({ id, label }) => el('option', { value: id }, label)),
    )
    show('ready')
    editor = richOrPlain()
    firstDraft(path, source, editor)
    await read()
    await Promise.all([drawHistory(), followRun(false)])
  })
  .catch(fail)

/** CodeMirror in the textarea's place; where it cannot run, the textarea stays. */
function richEditor(): Editor {
  const label = t('Text of the article')
  const rich = codeMirror(byId('editor'), {
    text: field.value,
    label,
    changed(text) {
      field.value = text
      readSoon()
    },
  })
  byId('plain').hidden = true
  return rich
}

function richOrPlain(): Editor {
  try {
    return richEditor()
  } catch {
    return plainEditor()
  }
}

function plainEditor(): Editor {
  field.addEventListener('input', readSoon)
  return {
    text: () => field.value,
    replace(text) {
      field.value = text
      readSoon()
    },
    insert(text) {
      field.setRangeText(text, field.selectionStart, field.selectionEnd, 'end')
      readSoon()
    },
    mark: () => undefined,
    goTo(line) {
      const at =
        field.value
          .split('\n')
          .slice(0, line - 1)
          .join('\n').length + (line > 1 ? 1 : 0)
      field.focus()
      field.setSelectionRange(at, at)
    },
  }
}

let waiting: ReturnType<typeof setTimeout> | undefined
function readSoon(): void {
  clearTimeout(waiting)
  waiting = setTimeout(() => void read(), rest)
}

let readings = 0
/** Has the text checked and drawn; of answers that overtake each other the last one counts. */
async function read(): Promise<ReadingAnswer | undefined> {
  const reading = ++readings
  try {
    const segment = reader.value ? { segment: reader.value } : {}
    const answer = await call<ReadingAnswer>('POST', `${path}/reading`, { text: editor.text(), ...segment })
    if (reading !== readings) return answer
    drawIssues(answer.issues)
    byId('all-read').hidden = !editor.text().includes(unreviewed)
    drawDates(answer)
    if (answer.tree.length > 0 || answer.issues.every(({ stops }) => !stops))
      drawPreview(byId('preview'), answer)
    return answer
  } catch (error) {
    put(byId('issues'), el('p', { class: 'said bad' }, wordsOf(error)))
    return undefined
  }
}

reader.addEventListener('change', () => void read())

function drawIssues(issues: ReadingAnswer['issues']): void {
  editor.mark(issues)
  const stops = issues.filter((one) => one.stops).length
  const finding =
    issues.length === 0
      ? t('The check finds nothing wrong.')
      : stops > 0
        ? counted(stops, '{n} thing stops publishing', '{n} things stop publishing')
        : counted(issues.length, '{n} thing could be better', '{n} things could be better')
  const lines = issues.map(({ line, message, hint }) =>
    el(
      'li',
      {},
      el(
        'button',
        { type: 'button', class: 'plain', onclick: () => editor.goTo(line) },
        t('Line {n}', { n: line }),
      ),
      ` ${[message, hint].filter(Boolean).join(' ')}`,
    ),
  )
  put(
    byId('issues'),
    el('p', { class: stops > 0 ? 'said bad' : 'note' }, finding),
    lines.length > 0 && el('ul', { class: 'history' }, ...lines),
  )
}

const dates = ['publish_at', 'expires_at'] as const
const dateField = (name: (typeof dates)[number]) => form.elements.namedItem(name) as HTMLInputElement
/** Why readers would not see the text as it was last read. */
let held: ReadingAnswer['held'] = null
let schedule: ReadingAnswer['schedule'] | undefined

function drawDates(answer: ReadingAnswer): void {
  held = answer.held
  schedule = answer.schedule
  dateField('publish_at').value = schedule.publish
  dateField('expires_at').value = schedule.expire
  const standing = {
    draft: '',
    scheduled: t('Its time has not come.'),
    expired: t('Its time is over: readers do not see it.'),
  }
  byId('dates-say').textContent = [
    held ? standing[held] : '',
    t('By the clocks of {zone}. Counts from the next publish on.', { zone: schedule.zone }),
  ]
    .filter(Boolean)
    .join(' ')
}

/** The fields write the front-matter, so the text is all there is to save. */
for (const name of dates)
  dateField(name).addEventListener('change', () => {
    const { value } = dateField(name)
    const text = withField(editor.text(), name, value ? `${name}: ${value.replace('T', ' ')}` : null)
    if (text !== undefined) editor.replace(text)
  })

function drawHead(): void {
  const here = source.languages.find((one) => one.locale === locale)
  const kept =
    source.branch === null
      ? t('Saved as the file {file}.', { file: source.file })
      : t('Saved as {file}, with a commit in your name on “{branch}”.', {
          file: source.file,
          branch: source.branch || 'HEAD',
        })
  const others = source.languages
    .filter((one) => one.locale !== locale)
    .map((one) => {
      const name = ownName(one.locale)
      const label = one.there ? name : t('Begin in {language}', { language: name })
      return el('a', { href: editAddress(article, one.locale), lang: one.there ? one.locale : false }, label)
    })
  document.title = `${article} – ${document.title.replace(/^.* – /, '')}`
  put(
    byId('head'),
    el(
      'nav',
      { class: 'note ways', 'aria-label': t('Languages of the article') },
      el('a', { href: '/staff/articles/' }, t('All articles')),
      source.url && el('a', { href: source.url }, t('Its page')),
      source.gap &&
        el('a', { href: `/staff/gap/?id=${encodeURIComponent(source.gap.id)}` }, t('The gap it answers')),
      ...others,
    ),
    el('h1', {}, here?.there ? t('Edit {article}', { article }) : t('Begin {article}', { article })),
    el('p', {}, `${source.category}, ${ownName(locale)}. ${kept}`),
  )
}

async function save(text: string, over = digest): Promise<void> {
  const message = messageField.value.trim()
  try {
    const saved = await call<SavedAnswer>('PUT', path, { text, digest: over, ...(message && { message }) })
    digest = saved.digest
    savedText = text
    messageField.value = ''
    byId('theirs').hidden = true
    say(form, keptInWords[saved.kept](), 'ok')
    await drawHistory()
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    if (error.problem === 'conflict') await showTheirs(text)
    if (error.problem === 'read-only') offerFile(text)
    throw error
  }
}

const keptInWords: Record<SavedAnswer['kept'], () => string> = {
  commit: () => t('Saved and committed.'),
  file: () => t('Saved.'),
  'not-committed': () => t('Saved as a file; git did not take the commit.'),
}

onSend(form, () => save(editor.text()))

byId('publish').addEventListener('click', () => {
  say(form, '')
  publish().catch((error: unknown) => say(form, wordsOf(error)))
})

/** A person publishes: the article is no draft any more, is saved, and everything saved goes to the readers. */
async function publish(): Promise<void> {
  const answer = await read()
  if (!answer || answer.issues.some(({ stops }) => stops)) {
    say(form, t('Mend what stops publishing first.'))
    return
  }
  if (editor.text().includes(unreviewed)) {
    say(form, t('Sentences of the language model are not reviewed yet. Read them first.'))
    return
  }
  if (answer.draft) editor.replace(withoutDraft(editor.text()))
  if (editor.text() !== savedText) await save(editor.text())
  drawRun(await call<PublishAnswer>('POST', 'publishes', {}))
  await read()
  await followRun(true)
}

/** Takes the line out of the front-matter, and the note to the writer that a draft begins with. */
function withoutDraft(text: string): string {
  return text.replace(/^draft: true\r?\n/m, '').replace(/^\{\/\* Write the answer here[^\n]*\*\/\}\r?\n/m, '')
}

async function followRun(shown: boolean): Promise<void> {
  for (;;) {
    const answer = await call<PublishAnswer>('GET', 'publishes')
    const running = answer.run?.ended === null
    if (shown || running) drawRun(answer)
    if (!running) return
    shown = true
    await new Promise((done) => setTimeout(done, askEvery))
  }
}

function drawRun({ issues, run }: PublishAnswer): void {
  byId('run').hidden = false
  const failed = run !== null && run.ended !== null && !run.done
  byId('run-h').textContent =
    issues.length > 0
      ? counted(
          issues.length,
          'Nothing was published: {n} thing stops it',
          'Nothing was published: {n} things stop it',
        )
      : run?.ended === null
        ? t('Publishing, started by {name} …', { name: run.by ?? t('the schedule') })
        : failed
          ? t('Publishing failed. Readers still see what was there before.')
          : publishedInWords()
  const found = issues.map(({ file, line, message, hint }) =>
    el('li', {}, el('code', {}, `${file}:${line}`), ` ${[message, hint].filter(Boolean).join(' ')}`),
  )
  const said = run && issues.length === 0 && (run.ended === null || failed) && run.lines.length > 0
  put(
    byId('run-says'),
    found.length > 0 && el('ul', { class: 'history' }, ...found),
    said && el('pre', { class: 'difference', tabindex: 0 }, run.lines.slice(failed ? -40 : -6).join('\n')),
  )
}

function publishedInWords(): string {
  if (held === 'expired') return t('Published. The time of this article is over, so readers do not see it.')
  if (held !== 'scheduled' || !schedule) return t('Published. Readers see it now.')
  return t('Published. Readers see this article from {time} on.', { time: clockTime(schedule.publish) })
}

/** Somebody saved meanwhile: both versions, and the three ways on. */
async function showTheirs(mine: string): Promise<void> {
  const theirs = await call<SourceAnswer>('GET', path)
  const done = () => {
    byId('theirs').hidden = true
  }
  const take = el('button', { type: 'button', class: 'btn quiet' }, t('Go on with theirs'))
  take.addEventListener('click', () => {
    digest = theirs.digest
    savedText = theirs.text
    editor.replace(theirs.text)
    done()
  })
  const keep = el('button', { type: 'button', class: 'btn quiet' }, t('Save mine in its place'))
  keep.addEventListener('click', () => {
    done()
    save(editor.text(), theirs.digest).catch((error: unknown) => say(form, wordsOf(error)))
  })
  byId('theirs').hidden = false
  put(
    byId('theirs'),
    el('h2', {}, t('Somebody else saved this article while you were writing')),
    el('p', {}, t('What your text changes in theirs. Yours is still in the editor; theirs is saved.')),
    difference(theirs.text, mine),
    el('div', { class: 'acts' }, take, keep),
  )
}

/** The content folder cannot be written: the text as a file to put there by hand. */
function offerFile(text: string): void {
  const link = el(
    'a',
    { class: 'btn quiet', download: source.file.split('/').at(-1) ?? 'article.mdx' },
    t('Download the text'),
  )
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/markdown' }))
  byId('theirs').hidden = false
  put(
    byId('theirs'),
    el('p', {}, t('Put it into the content folder as'), ' ', el('code', {}, source.file)),
    el('p', {}, link),
  )
}

async function drawHistory(): Promise<void> {
  if (source.branch === null) return
  const { versions } = await call<HistoryAnswer>('GET', `${path}/history`)
  byId('past').hidden = versions.length === 0
  const lines = versions.map(({ commit, by, at, subject }) => {
    const open = el('button', { type: 'button', class: 'plain' }, t('Compare with the text above'))
    open.addEventListener('click', () => {
      showVersion(commit).catch((error: unknown) =>
        put(byId('difference'), el('p', { class: 'said bad' }, wordsOf(error))),
      )
    })
    return el('li', {}, el('p', {}, subject), el('p', { class: 'note' }, `${day(at)}, ${by}. `, open))
  })
  put(byId('versions'), ...lines)
}

async function showVersion(commit: string): Promise<void> {
  const { text } = await call<{ text: string }>('GET', `${path}/history/${commit}`)
  const back = el('button', { type: 'button', class: 'btn quiet' }, t('Put this version into the editor'))
  back.addEventListener('click', () => {
    editor.replace(text)
    editor.goTo(1)
  })
  put(byId('difference'), difference(text, editor.text()), el('div', { class: 'acts' }, back))
}

const picture = byId<HTMLInputElement>('picture')
picture.addEventListener('change', () => void addPictures(picture.files))
for (const place of [byId('editor'), field]) {
  place.addEventListener('dragover', (event) => {
    if (event.dataTransfer?.types.includes('Files')) event.preventDefault()
  })
  place.addEventListener(
    'drop',
    (event) => {
      if (!event.dataTransfer?.files.length) return
      event.preventDefault()
      event.stopPropagation()
      void addPictures(event.dataTransfer.files)
    },
    { capture: true },
  )
}

async function addPictures(files: FileList | null): Promise<void> {
  say(form, '')
  for (const file of files ?? []) {
    try {
      const bytes = new Uint8Array(await file.arrayBuffer())
      let binary = ''
      for (const byte of bytes) binary += String.fromCharCode(byte)
      const body = { locale, category: article.split('/')[0], name: file.name, data: btoa(binary) }
      const { name } = await call<PictureAnswer>('POST', 'pictures', body)
      editor.insert(`\n![${t('What is seen in the picture')}](${name})\n`)
    } catch (error) {
      say(form, wordsOf(error))
    }
  }
  picture.value = ''
}

addEventListener('beforeunload', (event) => {
  if (editor && editor.text() !== savedText && editor.text() !== source.text) event.preventDefault()
})
