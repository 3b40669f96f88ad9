import { fold } from '#content/language/fold.ts'

/**
 * How mail programs mark what somebody else wrote: attribution lines ("On … wrote:"), header blocks (From, Sent, To,
 * Subject) and forwarding lines, in English, Turkish, Polish, German, French and Spanish, and attribution lines also in
 * Italian, Dutch and Portuguese.
 *
 * Every pattern is anchored and read over at most {@link longestLine} characters of a line, so a message is read in
 * linear time whatever it holds.
 */

/** Characters of a line that are looked at: Gmail wraps its attribution lines well before. */
export const longestLine = 300

/** A quotation without a date or an address is the writer's own sentence: "My colleague wrote:". */
const dated =
  /\d|@|\[email\]|\[name\]|^(?:On|Am|Le|El|W) (?:\p{L}+day|\p{L}+tag|Mittwoch|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo)\b/u

const attributions: readonly RegExp[] = [
  /^(?:on|am|op) .{4,280}\b(?:wrote|writes|schrieb|schreef)\b.{0,120}:$/,
  /\bwrote(?: \(.{4,60}\))? ?:$/,
  // "16 Kas 2026 … tarihinde şunu yazdı:", "X şunları yazdı (16 Kas 2026 10:00):".
  /\byazdi(?: \(.{4,60}\))? ?:$/,
  /\b(?:napisal(?:\(a\)|a|\/a)?|pisze)(?: \(.{4,60}\))? ?:$/,
  /^wiadomosc napisana przez .{4,280}:$/,
  /\bschrieb(?: am .{4,120})? ?:$/,
  /\bhat (?:am )?.{4,160}\bgeschrieben ?:$/,
  /\ba ecrit(?: \(.{4,60}\))? ?:$/,
  /\bescribio(?: \(.{4,60}\))? ?:$/,
  /\b(?:ha scritto|escreveu) ?:$/,
  // Gmail before 2014, and some clients today: a date, a name, an address.
  /^\d{4}[-./]\d{1,2}[-./]\d{1,2}\b.{3,200}(?:>|\[email\]) ?:$/,
]

/** The line that a mail program writes above the message it quotes. */
export function isAttribution(line: string): boolean {
  const short = line.slice(0, longestLine)
  if (!short.endsWith(':') || !dated.test(short)) return false
  const folded = fold(short)
  return attributions.some((pattern) => pattern.test(folded))
}

/** Names of a header block's lines by what they say, folded. */
const labels = {
  from: 'from|kimden|gonderen|od|nadawca|von|de|expediteur|da|van',
  sent: 'sent|gonderme tarihi|gonderildi|gonderilen|wyslano|gesendet|envoye|enviado|enviado el|inviato|verzonden',
  date: 'date|tarih|data|datum|fecha',
  to: 'to|kime|alici|do|adresat|an|a|para|cc|bcc|bilgi|dw|udw|kopie|copie|reply-to|yanit',
  subject: 'subject|konu|temat|betreff|objet|asunto|oggetto|onderwerp',
} as const
type Label = keyof typeof labels

const labelOf = new Map(
  Object.entries(labels).flatMap(([label, words]) =>
    words.split('|').map((word): [string, Label] => [word, label as Label]),
  ),
)
const headerLine = /^[*_]{0,2}([^:*_]{1,24}?) ?(?:[*_]{0,2}:|:[*_]{0,2})(?: |$)/

/** What a line of a header block says; undefined for any other line. */
export function headerLabel(line: string): Label | undefined {
  const word = headerLine.exec(line.slice(0, 40))?.[1]
  return word === undefined ? undefined : labelOf.get(fold(word))
}

/** Lines of a header block, blank ones between included. */
const longestBlock = 10

/**
 * Number of lines of the header block that begins at `at`; 0 when none does. A sender alone is none, and "From: London,
 * To: Paris, Date: 12 May" is a traveller's: a block has a line that only mail has, or an address.
 */
export function headerBlock(lines: readonly string[], at: number): number {
  if (headerLabel(lines[at]!) !== 'from') return 0
  const seen = new Set<Label>()
  let end = at
  for (let next = at; next < lines.length && next < at + longestBlock; next++) {
    if (lines[next] === '') continue
    const label = headerLabel(lines[next]!)
    if (label === undefined) break
    seen.add(label)
    end = next + 1
  }
  const addressed = /@|\[email\]/.test(lines[at]!.slice(0, longestLine))
  const isMail = seen.has('sent') || seen.has('subject') || (seen.has('date') && addressed)
  return seen.size > 1 && isMail ? end - at : 0
}

const originals =
  'original(?:e)? message|original e-?mail|ozgun ileti|orijinal (?:mesaj|ileti)|oryginalna wiadomosc|wiadomosc oryginalna|(?:urspr(?:u|ue)ngliche|original) ?nachricht|message d.origine|message original|mensaje original|messaggio originale'
const forwards =
  'forwarded (?:message|by)|fwd message|(?:yonlendirilen|yonlendirilmis|iletilen|iletilmis) (?:mesaj|ileti|e-?posta)|(?:przekazana|przekazywana) wiadomosc|wiadomosc przekazana|weitergeleitete nachricht|message (?:transfere|transmis|reexpedie)|mensaje reenviado|messaggio inoltrato'
const ruledOriginal = new RegExp(`^[-_=]{2,20} ?(?:${originals})\\b`)
const ruledForward = new RegExp(`^[-_=]{2,20} ?(?:${forwards})\\b`)
/** Apple Mail writes no rule. */
const begunForward =
  /^(?:begin forwarded message|iletilen mesajin basi|iletilmis mesajin basi|baslangic: iletilen mesaj|poczatek przekaz\w+ wiadomosci|anfang der weitergeleiteten (?:nachricht|e-?mail)|debut du message (?:transfere|reexpedie)|inicio del mensaje reenviado|inizio messaggio inoltrato) ?:?$/

/** "-----Original Message-----": Outlook writes it above what it quotes and above what it forwards. */
export function isOriginalLine(line: string): boolean {
  return /^[-_=]{2}/.test(line) && ruledOriginal.test(fold(line.slice(0, 80)))
}

/** "---------- Forwarded message ---------", "Begin forwarded message:". */
export function isForwardLine(line: string): boolean {
  if (line.length > 120) return false
  if (/^[-_=]{2}/.test(line)) return ruledForward.test(fold(line))
  return line.length < 60 && /^[abdip]/i.test(line) && begunForward.test(fold(line))
}

/** Above this line the customer answers; help desks write it into their mails. */
export function isAnswerAboveLine(line: string): boolean {
  return line.length < 160 && /^#{2,}-? ?.{5,120} ?-?#{2,}$/.test(line)
}

/** "Fwd:", "FW:", and what Outlook writes in Turkish, Polish, German, French and Spanish. */
export function isForwardSubject(subject: string): boolean {
  return /^\s{0,9}(?:(?:re|aw|odp|ynt|yan|sv) ?: ?){0,3}(?:fwd?|ilt|pd|wg|tr|rv|i) ?:/.test(
    fold(subject.slice(0, 60)),
  )
}
