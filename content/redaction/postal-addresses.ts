import { type Found, inOrder, merge, type Passage } from './detector.ts'

/** A word with a capital, at most so long that reading it from every place stays linear. */
const Word = "\\p{Lu}[\\p{L}\\p{M}'’.-]{0,24}"
const start = '(?<![\\p{L}\\p{N}])'
const end = '(?![\\p{L}\\p{N}])'
const cityAfter = `(?:,? {0,2}\\n?${Word}(?: ${Word}){0,2})?`

/**
 * Streets with a house number, and what follows on to the postcode, as they are written in Britain and America,
 * Türkiye, Poland, Germany, France and Spain. A street without a number is a place, and stays.
 */
const streets: readonly RegExp[] = [
  // "Flat 4, 12 Elm Road, Leeds LS1 4AP", "350 Fifth Avenue, New York, NY 10118".
  new RegExp(
    `${start}(?:(?:Flat|Apt|Apartment|Unit|Suite) [\\dA-Z]{1,5},? )?\\d{1,5}[A-Za-z]?(?:[-/]\\d{1,4}[A-Za-z]?)?,? (?:(?:${Word}|of|the) ){1,4}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Close|Court|Ct|Crescent|Cres|Way|Square|Sq|Place|Pl|Terrace|Gardens|Grove|Hill|Row|Mews|Walk|Boulevard|Blvd|Highway|Parkway|Circle|Quay|View|Rise)${end}\\.?(?:, ?(?:Flat|Apt|Apartment|Unit|Suite|Floor) [\\dA-Z]{1,5})?(?:(?:,? ?\\n?${Word}(?: ${Word})?){0,3}?,? ?\\n?(?:[A-Z]{1,2}\\d[A-Z\\d]? ?\\d[A-Z]{2}|[A-Z]{2},? \\d{5}(?:-\\d{4})?)${end})?`,
    'gu',
  ),
  // A British postcode alone, in capitals.
  new RegExp(`${start}(?:${Word},? )?[A-Z]{1,2}\\d[A-Z\\d]? \\d[ABD-HJLNP-UW-Z]{2}${end}`, 'gu'),
  // "Atatürk Cad. No:12 D:5 34710 Kadıköy/İstanbul".
  new RegExp(
    `${start}(?!Adres|Kargo|Yeni|Ev|Teslimat|Fatura)(?:${Word} |\\d{1,4}\\. ?){1,4}(?:Mahallesi|Mah|Mh|Caddesi|Cad|Cd|Sokak|Sokağı|Sok|Sk|Bulvarı|Bulv|Blv)\\b\\.?,?(?: (?:${Word}|\\d{1,4}\\.?)){0,6}? ?(?:No|Nr|Kapı No)\\b ?[:.]? ?\\d{1,4}(?:[/-]?[\\dA-Za-z]{1,3})?(?:,? (?:Kat|K|Daire|D|Blok|İç Kapı)\\b ?[:.]? ?\\w{1,4}){0,3}(?:,? ?\\n?\\d{5})?(?:,? ?${Word}(?: ?/ ?${Word})?)?`,
    'gu',
  ),
  // "ul. Kwiatowej 12/5, 00-950 Warszawa".
  new RegExp(
    `${start}(?:[Uu]l|[Aa]l|[Pp]l|[Oo]s|[Uu]lic[aęyi]|[Aa]lej[aeię])\\b\\.? ?(?:(?:${Word}|\\d{1,2}) ){1,4}\\d{1,4}[A-Za-z]?(?:(?:/| ?m\\. ?| lok\\. ?)\\d{1,4})?${end}(?:,? ?\\n?\\d{2}-\\d{3}${end}${cityAfter})?`,
    'gu',
  ),
  new RegExp(`(?<![\\p{L}\\p{N}-])\\d{2}-\\d{3} ${Word}`, 'gu'),
  // "Hauptstraße 12a, 10115 Berlin".
  new RegExp(
    `${start}(?:${Word}[ -]){0,2}(?:\\p{Lu}?\\p{L}{0,24}(?:[Ss]traße|[Ss]trasse|[Ss]tr\\.)|\\p{Lu}\\p{L}{2,24}(?:weg|gasse|platz|allee|ring|damm|ufer)) ?\\d{1,3}(?!\\d) ?(?:[a-z](?![\\p{L}]))?(?:,? ?\\n?(?:[DAC]H?-)?\\d{4,5} ${Word})?`,
    'gu',
  ),
  // "12 bis, rue de la Paix, 75002 Paris".
  new RegExp(
    `${start}\\d{1,4}(?: ?(?:bis|ter))?,? (?:[Rr]ue|[Aa]venue|[Bb]oulevard|[Bb]d|[Cc]hemin|[Ii]mpasse|[Pp]lace|[Aa]llée|[Qq]uai|[Rr]oute|[Cc]ours)(?: (?:de|du|des|la|le|les|aux?|l['’]|d['’])){0,3} ?(?:${Word} ?(?:(?:de|du|des|la) )?){1,4}(?:,? ?\\n?\\d{5} ${Word})?`,
    'gu',
  ),
  // "Calle de Alcalá, 45, 3º B, 28014 Madrid".
  new RegExp(
    `${start}(?:[Cc]alle|C/|[Aa]venida|[Aa]vda\\.?|[Aa]v\\.|[Pp]laza|[Pp]aseo|[Cc]amino|[Rr]onda)(?: (?:de|del|la|las|los|el)){0,3} (?:${Word}(?: de| del| la)? ?){1,4},? ?(?:n[º°o]?\\.? ?)?\\d{1,4}(?:,? \\d{1,2}[º°ª] ?[A-Z]?)?(?:,? ?\\n?\\d{5} ${Word})?`,
    'gu',
  ),
]

/** "my address is 12 elm road leeds": in small letters a street is one only where somebody says so. */
const said =
  /(?<![a-z0-9])(?:my (?:new |home |postal )?address(?: is|:)|i live at|moved to|mon adresse(?: est|:)|(adresim:?|yeni adresim:?|moj (?:nowy )?adres(?: to|:)|mieszkam (?:przy|na)|ich wohne in der|meine (?:neue )?(?:adresse|anschrift)(?: ist| lautet|:)|mi direccion(?: es|:)|vivo en)) ?/g
const rest = '[^\\n;?!]{0,90}?(?=[.;?!](?: |$)|\\n|$)'
const numberFirst = new RegExp(`\\d{1,5}[a-z]? [a-z]{3}${rest}`, 'y')
/** "mieszkam przy kwiatowej 12": everywhere but in English and French the number follows. */
const numberLast = new RegExp(`(?:[a-z]{2,25}\\.? ){1,4}(?:no:? ?)?\\d{1,3}(?!\\d)${rest}`, 'y')

export function postalAddresses({ text, folded }: Passage): readonly Found[] {
  const found: Found[] = []
  for (const pattern of streets) {
    for (const { 0: written, index } of text.matchAll(pattern))
      found.push({ from: index, to: index + written.trimEnd().replace(/[,.]+$/, '').length, mark: 'address' })
  }
  return merge(inOrder(found), inSmallLetters(folded))
}

function inSmallLetters(folded: string): Found[] {
  const found: Found[] = []
  for (const hit of folded.matchAll(said)) {
    const from = hit.index + hit[0].length
    const written = at(numberFirst, folded, from) ?? (hit[1] && at(numberLast, folded, from))
    if (written !== undefined) found.push({ from, to: from + written.length, mark: 'address' })
  }
  return found
}

/** What a sticky pattern finds at a place. */
function at(pattern: RegExp, folded: string, from: number): string | undefined {
  pattern.lastIndex = from
  return pattern.exec(folded)?.[0]
}
