import { isNip, isPesel, isTckn } from './checksums.ts'
import { type Found, inOrder, type Mark, type Passage } from './detector.ts'
import { saidBefore } from './number-context.ts'

/**
 * Passports, identity cards, plates, tax and insurance numbers, IMEIs and accounts' handles after the word that names
 * them, in English, Turkish, Polish, German, French and Spanish; and those few whose shape is nobody else's.
 */
interface Kind {
  readonly mark: Mark
  /** Folded words that name it. */
  readonly cue: string
  /** How it is written, folded. */
  readonly value: string
}

/** Between the word and what it names: "passport number is: ", "paszport nr ", "n° ". */
const joint =
  "\\.?(?:['’]?(?:s|[a-z]{1,3})(?= ))?(?: ?(?:number|numer\\w{0,4}|nummer|numara\\w{0,4}|numero|no|nr|num|id|serial|seri|seria|plate|osobist\\w{1,4}|is|was|ist|lautet|est|es|to|jest|mi|my)\\b\\.?| ?[:=#\\x7f(])*(?: ?[\"']| ){0,2}"
const edge = '(?<![a-z0-9_\\u0080-\\uffff])'
const end = '(?![a-z0-9_\\u0080-\\uffff])'

const kinds: readonly Kind[] = [
  {
    mark: 'passport',
    cue: 'passport|pasaport\\w{0,6}|paszport\\w{0,4}|reisepass\\w{0,8}|passeport|pasaporte',
    value: '[a-z]{0,3} ?\\d{5,9}|[cfghjk][0-9cfghjklmnprtvwxyz]{8}',
  },
  {
    mark: 'identity-card',
    cue: 'id card|identity card|identity document|national id(?:entity)?(?: card)?|dowod\\w{0,4}|kimlik (?:kart\\w{0,6}|seri)|nufus cuzdan\\w{0,4}|personalausweis\\w{0,8}|ausweis\\w{0,8}|carte (?:nationale )?d.identite|cni|dni|nie|documento(?: nacional)? de identidad',
    value: '[a-z]{0,3}[ -]?\\d{5,12}(?:-?[a-z])?|(?=[a-z]{0,8}\\d)[a-z0-9]{8,10}',
  },
  {
    mark: 'plate',
    cue: '(?:number ?|licen[cs]e ?)?plate|(?:vehicle |car )?registration|vehicle reg|reg|plaka\\w{0,6}|nr rej|numer rejestracyjny|rejestracj\\w{1,3}|tablic\\w{0,4}|kennzeichen|immatriculation|plaque|matricula',
    value:
      '[a-z]{2}\\d{2} ?[a-z]{3}|\\d{2} ?[a-z]{1,3} ?\\d{2,4}|[a-z]{1,3}[- ][a-z]{1,2}[- ]?\\d{1,4}|[a-z]{2}-?\\d{3}-?[a-z]{2}|\\d{4} ?[a-z]{3}|[a-z]{2,3} (?=[a-z]{0,3}\\d)[a-z0-9]{4,5}|[a-z]{2,3}\\d{4,5}',
  },
  {
    mark: 'ssn',
    cue: 'ssn|social security(?: number)?|numero de securite sociale|securite sociale|sozialversicherungsnummer|seguridad social',
    value:
      '\\d{3}[- ]?\\d{2}[- ]?\\d{4}|\\d{2} ?\\d{6} ?[a-z] ?\\d{3}|[12](?: ?\\d{2}){3}(?: ?\\d{3}){2}(?: ?\\d{2})?|\\d{2}/?\\d{8}/?\\d{2}',
  },
  {
    mark: 'nino',
    cue: 'ni|nino|national insurance(?: number)?|insurance number',
    value: '[a-z]{2} ?\\d{2} ?\\d{2} ?\\d{2} ?[a-d]',
  },
  {
    mark: 'tax-number',
    cue: 'tax (?:id|number|reference|no)|utr|tin|vergi (?:kimlik )?(?:no|numara\\w{0,4})|vkn|steuer(?:nummer|-?id\\w{0,10})|steueridentifikationsnummer|ust-?id\\w{0,5}|numero fiscal|nif|cif|spi|siren|siret|codice fiscale',
    value: '[a-z]{0,2}\\d[\\d /.-]{6,15}\\d(?: ?[a-z])?|\\d{8}-?[a-z]|[a-z]-?\\d{7,8}',
  },
  { mark: 'imei', cue: 'imei', value: '\\d{2}[ -]?\\d{6}[ -]?\\d{6}[ -]?\\d(?:/?\\d{2})?' },
  {
    mark: 'handle',
    cue: 'twitter|instagram|insta|telegram|tiktok|facebook|snapchat|discord|skype|linkedin|threads|mastodon|handle|user ?name|my user|nick\\w{0,4}|kullanici adi\\w{0,3}|nazwa uzytkownika|benutzername|nom d.utilisateur|pseudo|nombre de usuario|usuario',
    value: '@[a-z0-9_.]{2,30}|(?=[a-z]{1,29}[0-9_.][a-z0-9])[a-z][a-z0-9_.]{2,28}[a-z0-9_]',
  },
]

const patterns = kinds.map(({ mark, cue, value }) => ({
  mark,
  cue: new RegExp(`${edge}(?:${cue})`, 'g'),
  value: new RegExp(`${joint}(?:on |in |auf |sur |en )?(${value})${end}`, 'dy'),
}))

/** A piece of every cue: without one there is nothing to look for. */
const pieces =
  /pass|pasap|paszp|card|identi|national|dowod|kimlik|nufus|ausweis|cni|dni|nie|documento|plate|reg|plaka|rej|tablic|kennz|immat|plaque|matric|ssn|social|securite|sozial|seguridad|ni\b|nino|insurance|tax|utr|tin|vergi|vkn|steuer|ust|fiscal|nif|cif|spi|sire|imei|twitter|insta|telegram|tiktok|facebook|snapchat|discord|skype|linkedin|threads|mastodon|handle|user|nick|kullanici|uzytkownik|benutzer|pseudo|usuario/

export function documents(passage: Passage): Found[] {
  const { folded } = passage
  const found = shaped(passage)
  if (!pieces.test(folded)) return found
  for (const { mark, cue, value } of patterns) {
    for (const hit of folded.matchAll(cue)) {
      value.lastIndex = hit.index + hit[0].length
      const place = value.exec(folded)?.indices?.[1]
      if (place === undefined || (mark !== 'handle' && !/\d/.test(folded.slice(...place)))) continue
      if (hasOwnMark(mark, hit[0], folded.slice(...place).replace(/\D/g, ''))) continue
      found.push({ from: place[0], to: place[1], mark })
    }
  }
  return inOrder(found)
}

/** Identity and tax numbers of Türkiye and Poland are found by their check digits, and marked as what they are. */
function hasOwnMark(mark: Mark, cue: string, digits: string): boolean {
  if (mark === 'identity-card') return isTckn(digits) || isPesel(digits)
  return mark === 'tax-number' && cue.startsWith('tax') && isNip(digits)
}

/**
 * American social security numbers, British national insurance numbers, plates since 2001 written in
 * capitals, Spanish DNI with its check letter, Italian codice fiscale.
 */
const shapes: readonly {
  readonly mark: Mark
  readonly pattern: RegExp
  readonly right?: (text: string) => boolean
}[] = [
  { mark: 'ssn', pattern: /(?<![\w-])(?!000|666|9)\d{3}-(?!00)\d{2}-(?!0000)\d{4}(?![\w-])/g },
  { mark: 'nino', pattern: /(?<!\w)[A-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D](?!\w)/g },
  { mark: 'plate', pattern: /(?<!\w)[A-HJ-PR-Y][A-HJ-PR-Y]\d{2} [A-HJ-PR-Z]{3}(?!\w)/g },
  { mark: 'identity-card', pattern: /(?<!\w)(?:[XYZ]\d{7}|\d{8})-?[A-Z](?!\w)/g, right: isDni },
  { mark: 'tax-number', pattern: /(?<!\w)[A-Z]{6}\d{2}[A-EHLMPRST]\d{2}[A-Z]\d{3}[A-Z](?!\w)/g },
]

function shaped({ text, folded }: Passage): Found[] {
  const found: Found[] = []
  for (const { mark, pattern, right } of shapes) {
    for (const { 0: written, index } of text.matchAll(pattern)) {
      if (right?.(written) === false) continue
      const said = saidBefore(folded, index)
      if (said === 'reference' || said === 'device') continue
      found.push({ from: index, to: index + written.length, mark })
    }
  }
  return inOrder(found)
}

/** Spanish DNI and NIE: the letter is the number modulo 23. */
function isDni(written: string): boolean {
  const digits = written.slice(0, -1).replace('-', '').replace('X', '0').replace('Y', '1').replace('Z', '2')
  return 'TRWAGMYFPDXBNJZSQVHLCKE'[Number(digits) % 23] === written.at(-1)
}
