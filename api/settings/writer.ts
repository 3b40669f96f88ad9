import { isThisMachine } from '#api/settings/this-machine.ts'

/** A language model that begins drafts, behind an endpoint that speaks OpenAI's `/v1/chat/completions`. */
export interface WriterSettings {
  readonly url: URL
  readonly model: string
  /** Sent as a bearer token; shown nowhere. */
  readonly key: string | undefined
}

/** The variables of this file. */
export interface WriterVariables {
  readonly KINDRED_WRITER_URL?: string | undefined
  readonly KINDRED_WRITER_MODEL?: string | undefined
  readonly KINDRED_WRITER_KEY?: string | undefined
}

/** Undefined where no address is set. `wrong` collects what is missing, one sentence each, and never the key. */
export function readWriter(given: WriterVariables, wrong: string[]): WriterSettings | undefined {
  const { KINDRED_WRITER_URL: address, KINDRED_WRITER_MODEL: model, KINDRED_WRITER_KEY: key } = given
  if (address === undefined) {
    if (model !== undefined || key !== undefined)
      wrong.push(
        'KINDRED_WRITER_URL is missing: a model or a key alone does not say where. Set it, such as http://127.0.0.1:11434/v1, or set none of them.',
      )
    return undefined
  }
  const url = URL.parse(address)
  if (url === null || !/^https?:$/.test(url.protocol)) {
    wrong.push('KINDRED_WRITER_URL is no address such as https://api.example.com/v1.')
    return undefined
  }
  if (url.username !== '' || url.password !== '')
    wrong.push('KINDRED_WRITER_URL holds a password. Put it into KINDRED_WRITER_KEY instead.')
  if (url.protocol === 'http:' && !isThisMachine(url))
    wrong.push(
      `KINDRED_WRITER_URL goes to ${url.host} without encryption, where others could read what customers wrote. Use https://, or a server on this machine.`,
    )
  if (model === undefined)
    wrong.push('KINDRED_WRITER_MODEL is missing. Name a model that the server has, such as llama3.3.')
  if (key !== undefined && !/^[\x21-\x7e]+$/.test(key))
    wrong.push(
      'KINDRED_WRITER_KEY has characters that no key has: spaces, line breaks or letters with marks.',
    )
  const path = url.pathname.replace(/\/+$/, '')
  if (!path.endsWith('/chat/completions')) url.pathname = `${path || '/v1'}/chat/completions`
  url.hash = ''
  return { url, model: model ?? '', key }
}
