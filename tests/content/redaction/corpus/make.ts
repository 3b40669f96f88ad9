/**
 * `node tests/content/redaction/corpus/make.ts`: writes seen.jsonl and unseen.jsonl from the hand-written
 * frames. Same frames, same bytes.
 *
 * A frame is one line: `{phone}` becomes an invented number in a writing that is usual where the language is spoken,
 * `{phone:555-0142}` stands as written, `{name:Mr Patel|Patel}` stands as written with only "Patel" personal, `\n` is a
 * new line, ` || Ayşe Yılmaz` gives the requester's name, `# heading` says what follows. Frames with an invented value
 * are used twice.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Mark } from '#content/redaction/redact.ts'
import { Random } from '#tests/demo/random.ts'
import { invented } from './invented.ts'
import type { Item, Part } from './item.ts'

const parts: readonly Part[] = ['seen', 'unseen']

for (const [at, part] of parts.entries()) {
  const lines = items(part, at + 1).map((item) => `${JSON.stringify(item)}\n`)
  writeFileSync(join(import.meta.dirname, `${part}.jsonl`), lines.join(''))
  console.log(`${part}: ${lines.length} items`)
}

function items(part: Part, seed: number): Item[] {
  const random = new Random(seed)
  return (['en', 'tr', 'pl', 'de', 'fr', 'es'] as const).flatMap((lang) => {
    let about = ''
    let count = 0
    return readFileSync(join(import.meta.dirname, 'frames', `${part}-${lang}.txt`), 'utf8')
      .trimEnd()
      .split('\n')
      .flatMap((line) => {
        if (line.startsWith('# ')) {
          about = line.slice(2)
          return []
        }
        const times = /\{[a-z-]+\}/.test(line) ? 2 : 1
        return Array.from({ length: times }, () => {
          const id = `${part}-${lang}-${String(++count).padStart(3, '0')}`
          return fill(line, { id, lang, about }, (mark) => {
            if (lang !== 'en' && lang !== 'tr' && lang !== 'pl')
              throw new Error(`Write the value: {${mark}:…}`)
            return invented(mark, lang, random)
          })
        })
      })
  })
}

function fill(line: string, head: Pick<Item, 'id' | 'lang' | 'about'>, value: (mark: Mark) => string): Item {
  const [frame, known] = line.replaceAll('\\n', '\n').split(' || ') as [string, string?]
  let text = ''
  const spans: Item['spans'][number][] = []
  for (const piece of frame.split(/(\{[^{}]+\})/)) {
    const hole = /^\{([a-z-]+)(?::(.+))?\}$/.exec(piece)
    if (hole === null) {
      text += piece
      continue
    }
    const type = hole[1] as Mark
    const [written, personal] = (hole[2] ?? value(type)).split('|') as [string, string?]
    const from = text.length + (personal === undefined ? 0 : written.indexOf(personal))
    spans.push({ from, to: from + (personal ?? written).length, type })
    text += written
  }
  return { ...head, text, spans, ...(known === undefined ? {} : { known: [known] }) }
}
