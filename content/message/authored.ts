import {
  isBanner,
  isClosing,
  isDeviceLine,
  isDisclaimer,
  isSignatureLine,
  isSignatureRule,
} from './furniture.ts'
import {
  headerBlock,
  headerLabel,
  isAnswerAboveLine,
  isAttribution,
  isForwardLine,
  isForwardSubject,
  isOriginalLine,
  longestLine,
} from './quotes.ts'

export interface Message {
  readonly subject?: string | undefined
  /** Plain text; quotations carry ">" or stand under a mail program's line. */
  readonly body: string
}

/** Characters that are looked at: beyond stand logs and what was pasted, which are kept as they are. */
const examined = 20_000

/**
 * What of a message its writer wrote: no quoted answers, signatures, disclaimers or device lines. A forwarded question
 * is kept, without its header lines. Lines are trimmed and blank ones dropped; `''` when all of it is somebody else's.
 * Linear in the length of the body.
 *
 * Importer, miner and desk ask here before they detect a language, search or mine, so that all three read the same.
 */
export function authored({ subject = '', body }: Message): string {
  const end =
    body.length > examined
      ? examined + Math.max(0, body.slice(examined, 2 * examined).search(/\s/))
      : body.length
  const { parts, cut } = withoutQuotes(linesOf(body.slice(0, end)), isForwardSubject(subject))
  const own = parts.flatMap(withoutFurniture)
  // A message that is nothing but furniture says more than nothing.
  const written = own.length > 0 ? own : parts.flat().filter((line) => line !== '')
  return written.join('\n') + (cut ? '' : body.slice(end))
}

function linesOf(body: string): string[] {
  return body.split(/\r\n?|\n/).map((line) => (line === '' ? line : line.replace(/\s+/g, ' ').trim()))
}

/** Most lines over which an attribution may be wrapped. */
const wrapped = 3

/** The writer's note and each forwarded message, one part each; `cut` when a quotation took the rest. */
function withoutQuotes(lines: readonly string[], forwarded: boolean): { parts: string[][]; cut: boolean } {
  let part: string[] = []
  const parts = [part]
  let says = false
  /** A forwarded subject says that the first message below is the question, not an answer. */
  let expected = forwarded
  /** Apple Mail marks the lines it forwards as it marks those it quotes. */
  let marked = false
  const keep = (line: string) => {
    part.push(line)
    says ||= line !== ''
  }
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]!
    const message = line === '' ? undefined : messageAt(lines, at)
    if (message !== undefined) {
      at += message.length - 1
      marked = message.forwarded
      if (message.quoted) continue
      // With nothing above, it is what somebody sent on.
      if (!message.forwarded && !expected && says) return { parts, cut: true }
      expected = false
      part = []
      parts.push(part)
    } else if (line.startsWith('>')) {
      const said = line.replace(/^> ?/, '')
      if (marked && !said.startsWith('>')) keep(said)
    } else if (isAnswerAboveLine(line)) {
      if (says) return { parts, cut: true }
      // Outlook draws a rule above its header block.
    } else if (!/^[_-]{5,}$/.test(line)) keep(line)
  }
  return { parts, cut: false }
}

/** Another message that begins here, and in how many lines its head is written. */
interface MessageHead {
  readonly length: number
  readonly forwarded: boolean
  /** Its lines carry ">", so what has none is the writer's answer below (RFC 1855). */
  readonly quoted: boolean
}

function messageAt(lines: readonly string[], at: number): MessageHead | undefined {
  const line = lines[at]!
  if (isForwardLine(line)) return { length: afterHeader(lines, at + 1) - at, forwarded: true, quoted: false }
  if (isOriginalLine(line))
    return { length: afterHeader(lines, at + 1) - at, forwarded: false, quoted: false }
  const block = headerBlock(lines, at)
  const length = block > 0 ? block : attributionAt(lines, at)
  if (length === 0) return undefined
  return { length, forwarded: false, quoted: lines[nextText(lines, at + length)]?.startsWith('>') === true }
}

/** Place after the header lines that stand from `at` on. */
function afterHeader(lines: readonly string[], at: number): number {
  let end = at
  while (end < lines.length) {
    const line = lines[end]!.replace(/^> ?/, '')
    if (line === '' && end > at && headerLabel(lines[end - 1]!.replace(/^> ?/, '')) !== undefined) break
    // A long header runs on in the next line.
    const runsOn = end > at && line !== '' && line.length < 100 && /[,;]$/.test(lines[end - 1]!)
    if (line !== '' && headerLabel(line) === undefined && !runsOn) break
    end++
  }
  return end
}

/** Lines of the attribution that begins at `at`, wrapped ones joined; 0 when none does. */
function attributionAt(lines: readonly string[], at: number): number {
  if (!/[\d<@[]|^(?:On|Am|Le|El|W|Dnia) /.test(lines[at]!.slice(0, longestLine))) return 0
  let joined = ''
  for (let count = 1; count <= wrapped && at + count <= lines.length; count++) {
    const line = lines[at + count - 1]!
    if (line === '' || line.startsWith('>') || joined.length + line.length > longestLine) return 0
    joined = joined === '' ? line : `${joined} ${line}`
    if (line.endsWith(':')) return isAttribution(joined) ? count : 0
  }
  return 0
}

function nextText(lines: readonly string[], at: number): number {
  let next = at
  while (lines[next] === '') next++
  return next
}

function withoutFurniture(lines: readonly string[]): string[] {
  const kept: string[] = []
  let signed = false
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]!
    if (line === '') continue
    if (isSignatureRule(line) && kept.length > 0) break
    if (lines[at - 1] === '' || lines[at - 1] === undefined || signed) {
      const end = paragraphEnd(lines, at)
      if (isDisclaimer(lines.slice(at, end).join(' '))) {
        at = end - 1
        continue
      }
    }
    if (isDeviceLine(line) || isBanner(line)) continue
    if (isClosing(line) && kept.length > 0) {
      signed = true
      continue
    }
    if (signed && isSignatureLine(line)) continue
    signed = false
    kept.push(line)
  }
  return kept
}

/** Lines of a paragraph that are looked at for a disclaimer. */
const longestParagraph = 30

function paragraphEnd(lines: readonly string[], at: number): number {
  let end = at
  while (end < lines.length && lines[end] !== '' && end - at < longestParagraph) end++
  return end
}
