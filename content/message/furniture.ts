import { fold } from '#content/language/fold.ts'

/**
 * What programs and companies put under a message: signatures, a device's line, disclaimers; and the banner that
 * companies put above one that came from outside.
 */

/** "-- " (RFC 3676, 4.3), also without its space or with a long dash. */
export function isSignatureRule(line: string): boolean {
  return line === '--' || line === '—' || line === '–'
}

/** Formulas that close a message, in the product's languages, folded. "Thanks" closes only when a comma follows. */
const closing = new RegExp(
  `^(?:${[
    '(?:(?:with|many|kind|kindest|best|warm|warmest) ){1,2}regards|regards|rgds|best(?: wishes)?|all the best|cheers|yours(?: sincerely| faithfully| truly)?|sincerely(?: yours)?|respectfully|(?:many )?thanks(?:,| and (?:kind |best )?regards)|thank you,|thanks in advance,?',
    'saygilarim(?:la|iz(?:la)?)|saygilar|sevgiler(?:imle)?|iyi (?:calismalar|gunler|aksamlar)(?: dilerim)?|tesekkur(?:ler| ederim),?|selamlar|kolay gelsin',
    '(?:serdecznie )?pozdrawiam(?: serdecznie)?|pozdrowienia|pozdr|z (?:powazaniem|wyrazami szacunku)|dziekuje,|z gory dziekuje,?',
    '(?:mit )?(?:freundlichen?|besten?|herzlichen?|lieben?|viele|schone) gru(?:ss|sse|ssen|essen)|gru(?:ss|sse)|hochachtungsvoll|mfg|vielen dank und .{3,30} gru(?:ss|sse|ssen)|danke,|vielen dank,',
    '(?:bien )?cordialement|bien a vous|(?:sinceres |meilleures )?salutations(?: distinguees)?|merci,|merci d.avance,?|amicalement|bonne (?:journee|soiree)',
    'saludos(?: cordiales)?|un (?:cordial )?saludo|atentamente|cordialmente|gracias,|muchas gracias,|gracias de antemano,?',
  ].join('|')})(?: ?[,.!]?$|[,.!] )`,
)

/** A line that closes a message: the formula, and on the same line at most a name. */
export function isClosing(line: string): boolean {
  if (line.length > 60) return false
  const words = line.split(' ').length
  return words <= 6 && !line.includes('?') && closing.test(fold(line))
}

const devices = new RegExp(
  `^(?:${[
    '(?:sent|get|send|gesendet|envoye|enviado|inviato|wyslan[eoa]|gonderildi)\\b.{0,12} (?:from|with|via|using|outlook|mit|von|depuis|de|desde|con|z|przy)\\b.{1,70}',
    'get outlook for .{2,20}|outlook for (?:ios|android)|.{0,40}(?:iphone|ipad|android|telefon|cihaz|outlook|samsung|huawei|xiaomi)\\S{0,12}(?: \\S{1,12})? (?:uzerinden |kullanilarak )?gonderildi',
    'von meinem .{2,30} gesendet|diese nachricht wurde von meinem .{2,50} gesendet|telechargez? outlook pour .{2,20}|outlook (?:pour|para|fur|fuer) .{2,20}|obtener outlook para .{2,20}|pobierz (?:aplikacje )?outlook dla .{2,20}|.{0,10}wyslan[eoa] z .{2,50}',
  ].join('|')})[.]?$`,
)

/** "Sent from my iPhone". */
export function isDeviceLine(line: string): boolean {
  return (
    line.length < 90 &&
    line.length > 8 &&
    devices.test(
      fold(
        line
          .replace(/^[-–—_*~ ]+/, '')
          .replace(/<[^<>]{0,80}>|\*$/g, '')
          .trim(),
      ),
    )
  )
}

/** A disclaimer names the message itself … */
const aboutMessage =
  /\b(?:(?:this|the information in this) (?:e-?mail|message|communication|transmission|electronic)|the contents? of this|bu (?:e-?posta|elektronik posta|mesaj|ileti|mail)|(?:ta|niniejsza|tresc tej|niniejszy) (?:wiadomosc\w*|e-?mail|korespondencj\w*|przekaz)|diese (?:e-?mail|nachricht|mail)|dieses schreiben|der inhalt dieser|(?:ce|cet|le present) (?:message|courriel|e-?mail)|este (?:mensaje|correo|e-?mail)|confidentiality notice|confidentiality:|gizlilik (?:bildirimi|notu)|klauzula poufnosci|disclaimer|yasal uyari|haftungsausschluss|aviso legal|avis de confidentialite)/
/** … and its intended recipient. */
const aboutReaders =
  /\b(?:confidential|privileged|intended (?:only |solely )?(?:for|recipient)|solely for|unauthori[sz]ed|gizli|kisiye ozel|alicisi|yetkisiz|sorumlu tutulamaz|poufn\w+|adresat\w*|przeznaczon\w+|vertraulich\w*|bestimmungsgemass\w*|ausschliesslich fur|empfanger|confidentiel\w*|destinataire|confidencial\w*|destinatario|exclusivamente|virus\w*|hata ile|omylkowo|irrtumlich|par erreur|por error)/
const printing =
  /\b(?:think|consider|save) .{0,30}(?:before (?:you )?print|the environment|the planet)|\bcevreyi? .{0,40}(?:yazdir|basma)|(?:zanim|przed) (?:wydruk\w+|drukowa\w+)|(?:bevor|ehe) sie .{0,30}(?:ausdrucken|drucken)|avant d.imprimer|antes de imprimir/

/** A paragraph that a company's mail server put under the message. `folded` is at most its first 1,000 characters. */
export function isDisclaimer(paragraph: string): boolean {
  if (paragraph.length < 40) return false
  const folded = fold(paragraph.slice(0, 1000))
  if (folded.includes('?')) return false
  return printing.test(folded.slice(0, 200)) || (aboutMessage.test(folded) && aboutReaders.test(folded))
}

const banner =
  /^(?:\[?(?:external|harici|dis kaynak|zewnetrzn\w+|extern\w*)\]?[: ].{0,12})?(?:(?:caution|warning|dikkat|uwaga|achtung|attention|atencion)[:!]? )?.{0,20}(?:(?:this )?(?:e-?mail|message) (?:originated|came|was sent) (?:from )?outside|(?:bu )?(?:e-?posta|mesaj) .{0,20}disindan|(?:ta )?wiadomosc .{0,20}spoza|diese (?:e-?mail|nachricht) .{0,20}(?:ausserhalb|extern)|ce (?:message|courriel) .{0,30}(?:exterieur|externe)|este (?:mensaje|correo) .{0,30}(?:fuera|externo))/

/** "CAUTION: This email originated from outside the organization." */
export function isBanner(line: string): boolean {
  return line.length > 25 && line.length < 400 && banner.test(fold(line.slice(0, 160)))
}

/** Telephone, address, job, company: what stands in a signature and asks nothing. */
export function isSignatureLine(line: string): boolean {
  if (line.includes('?') || /^p\.? ?s\.?[ :]/i.test(line)) return false
  const words = line.split(' ', 9).length
  return words < 6 || !/[.!…]["')\]]?$/.test(line)
}
