import type { DraftTextAnswer, SourceAnswer } from '#api/routes/staff/answers.ts'
import { reviewed } from '#content/library/unreviewed.ts'
import { call, wordsOf } from './call.ts'
import { byId } from './dom.ts'
import type { Editor } from './edit-codemirror.ts'
import { counted, t } from './translate.ts'
import { listed } from './words.ts'

/**
 * Offers a first draft by the language model where one is set, and says what is sent before anything is. What comes back
 * is text in the editor, marked as unreviewed sentence by sentence: saved and published by a person or not at all.
 */
export function firstDraft(path: string, { writer, gap }: SourceAnswer, editor: Editor): void {
  const allRead = byId('all-read')
  allRead.addEventListener('click', () => {
    editor.replace(reviewed(editor.text()))
    tell('')
  })
  const box = byId('first-draft')
  if (!writer || !gap) {
    // Marks of an earlier draft can still be taken away.
    box.replaceWith(allRead)
    return
  }
  const articles =
    writer.articles.length > 0 ? listed(writer.articles.map((title) => `“${title}”`)) : t('none')
  byId('first-draft-sends').textContent = counted(
    writer.questions,
    'What is sent to {host} (model {model}): {n} question of a customer, redacted, and public articles: {articles}. Nothing else leaves this server.',
    'What is sent to {host} (model {model}): {n} questions of customers, redacted, and public articles: {articles}. Nothing else leaves this server.',
    { host: writer.host, model: writer.model, articles },
  )
  box.hidden = false
  const button = byId<HTMLButtonElement>('ask-model')
  let asking = false
  button.addEventListener('click', () => {
    if (asking) return
    asking = true
    tell(t('The model is writing …'))
    call<DraftTextAnswer>('POST', `${path}/first-draft`, { gap: gap.id })
      .then(({ text }) => {
        editor.replace(withDraft(editor.text(), text))
        tell(t('Read each sentence, correct it, and take its mark away. Nothing is saved yet.'))
      })
      .catch((error: unknown) => tell(wordsOf(error), 'said bad'))
      .finally(() => {
        asking = false
      })
  })
}

/** Not `say`: its line would be the form's, which speaks of saving. */
function tell(message: string, kind = 'note'): void {
  const line = document.getElementById('first-draft-says')
  if (!line) return
  line.className = kind
  line.textContent = message
}

/** The draft where the answer is to be written, else at the end; never over what is there. */
function withDraft(text: string, draft: string): string {
  const place = /^\{\/\* Write the answer here[^\n]*\*\/\}\r?\n/m.exec(text)
  const at = place ? place.index + place[0].length : text.length
  return `${text.slice(0, at).trimEnd()}\n\n${draft}\n\n${text.slice(at).trimStart()}`
}
