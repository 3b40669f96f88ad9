import type { Library } from '../model/library.ts'
import type { Localised } from '../model/locale.ts'
import { type Reply, replySchema, replyVariables } from '../model/reply.ts'
import { type Issue, unknownName } from './issue.ts'
import { holdAgainst, parseYaml } from './yaml-file.ts'

/** Greeting, text and sign-off of a folder without `replies/`, in the languages that have them. */
const usual: Reply = {
  id: 'usual',
  segments: [],
  channels: [],
  greeting: { en: 'Hello,', tr: 'Merhaba,', pl: 'Dzień dobry,' },
  text: {
    en: 'This article answers it: {title}\n{url}\n\nIf something is still open, just reply.',
    tr: 'Yanıtı bu makalede bulabilirsiniz: {title}\n{url}\n\nBaşka bir sorunuz olursa bu mesajı yanıtlayın.',
    pl: 'Odpowiedź jest w tym artykule: {title}\n{url}\n\nW razie dalszych pytań proszę odpisać na tę wiadomość.',
  },
  sign_off: { en: 'Kind regards,\n{agent}', tr: 'Saygılarımızla,\n{agent}', pl: 'Pozdrawiam,\n{agent}' },
}

/** The replies in these files, checked against the segments and channels; `name` is below `replies/`. */
export function parseReplies(
  files: readonly { readonly name: string; readonly text: string }[],
  { segments, channels }: Pick<Library, 'segments' | 'channels'>,
): { replies: Reply[]; issues: Issue[] } {
  const replies: Reply[] = []
  const issues: Issue[] = []
  for (const { name, text } of files) {
    const file = `replies/${name}`
    const yaml = parseYaml(file, text)
    const { value, issues: wrong } =
      yaml.issues.length > 0 ? { issues: yaml.issues } : holdAgainst(replySchema, yaml, yaml.value)
    issues.push(...wrong)
    if (!value) continue
    const known = { segments: segments.map(({ id }) => id), channels: channels.map(({ id }) => id) }
    for (const what of ['segments', 'channels'] as const)
      value[what].forEach((id, at) => {
        if (!known[what].includes(id))
          issues.push(
            unknownName({ file, line: yaml.lineOf([what, at]) }, what.slice(0, -1), id, known[what], ''),
          )
      })
    for (const part of ['greeting', 'text', 'sign_off'] as const)
      for (const [, variable = ''] of allTexts(value[part]).matchAll(/\{(\w+)\}/g))
        if (!(replyVariables as readonly string[]).includes(variable))
          issues.push(
            unknownName(
              { file, line: yaml.lineOf([part]) },
              'variable',
              variable,
              replyVariables,
              'Variables of a reply are',
            ),
          )
    replies.push({ ...value, id: name.slice(0, -'.yaml'.length) })
  }
  return { replies, issues }
}

/** The reply for a customer: written in their language, for their strongest segment and their channel before a general one. */
export function replyFor(
  replies: readonly Reply[],
  {
    locale,
    segments,
    channel,
  }: { locale: string; segments: readonly string[]; channel?: string | null | undefined },
): Reply {
  const speaks = ({ text }: Reply) => typeof text === 'string' || locale in text
  const place = (reply: Reply) => {
    const first = segments.findIndex((segment) => reply.segments.includes(segment))
    return (reply.segments.length > 0 ? 100 - first : 0) + (reply.channels.length > 0 ? 1000 : 0)
  }
  const fitting = replies.filter(
    (reply) =>
      speaks(reply) &&
      (reply.segments.length === 0 || reply.segments.some((one) => segments.includes(one))) &&
      (reply.channels.length === 0 || (channel != null && reply.channels.includes(channel))),
  )
  return fitting.toSorted((a, b) => place(b) - place(a))[0] ?? usual
}

/** Greeting, text and sign-off with the variables filled in. */
export function replyText(
  reply: Reply,
  values: Readonly<Record<(typeof replyVariables)[number], string>>,
  said: (text: Localised | undefined) => string,
): string {
  return [
    said(reply.greeting) || said(usual.greeting),
    said(reply.text),
    said(reply.sign_off) || said(usual.sign_off),
  ]
    .map((text) =>
      text.replace(/\{(\w+)\}/g, (whole, name: string) => (name in values ? values[name as 'url'] : whole)),
    )
    .join('\n\n')
}

const allTexts = (text: Localised | undefined): string =>
  text === undefined ? '' : typeof text === 'string' ? text : Object.values(text).join('\n')
