/** What the words before a number say it is. `reference` is the customer's business and stays. */
export type Said = 'phone' | 'card' | 'tckn' | 'pesel' | 'nip' | 'account' | 'sort' | 'reference' | 'device'

/** Folded; without "number", which says nothing. Turkish and Polish ones are beginnings, for endings follow. */
const words: Readonly<Record<Said, string>> = {
  phone:
    'phone|mobile|cell|tel|telephone|fax|whatsapp\\w*|call|ring|reach me|text me|sms|landline|gsm|telefon\\w*|cep|cebim\\w*|ara(?:yin|yabilir\\w*|sin|mis)|ulas\\w*|hat(?:tim|timiz)\\w*|komork\\w*|kom|dzwon\\w*|zadzwon\\w*|oddzwon\\w*|stacjonarn\\w*|kontakt\\w*|contact number|call-back',
  card: 'card|visa|mastercard|amex|maestro|kart\\w*|debit|credit',
  tckn: 'tc|tckn|tcsi|kimlik\\w*|kimligi\\w*|turkish id|tc identity',
  pesel: 'pesel\\w*',
  nip: 'nip\\w{0,3}|vat id|vat no|vat number|tax number|tax id|podatkow\\w*',
  account: 'iban\\w*|account|payee|hesap\\w*|hesab\\w*|konto|konta|koncie|rachun\\w*|nrb',
  sort: 'sort code|sortcode|sort-code',
  reference:
    'order\\w*|orders|booking|reservation|reference|ref|invoice|ticket|case|claim|tracking|parcel|consignment|shipment|package|customer|client|member\\w*|loyalty|policy|contract|transaction|flight|item|article|product|part|model|sku|serial|lot|batch|quote|meter|version|build|error|timestamp|siparis\\w*|rezervasyon\\w*|referans\\w*|fatura\\w*|bilet\\w*|talep|talebim\\w*|vaka|takip|kargo\\w*|gonderi\\w*|musteri|uye\\w*|sadakat|abone\\w*|tesisat\\w*|police\\w*|sozlesme\\w*|islem\\w*|urun\\w*|seri|sefer|parti|sayac\\w*|dekont\\w*|zamowieni\\w*|rezerwacj\\w*|referencj\\w*|faktur\\w*|bilet\\w*|zgloszeni\\w*|spraw\\w*|reklamacj\\w*|przesylk\\w*|paczk\\w*|paczka|list|klient\\w*|lojalnosciow\\w*|polis\\w*|umow\\w*|transakcj\\w*|produkt\\w*|seryjn\\w*|partia|licznik\\w*|regon|krs|numer klienta|ppe',
  device: 'imei|ean|isbn|barkod\\w*|barcode|gtin|upc|vin|awb|kod kreskowy',
}

const kinds = Object.keys(words) as Said[]
const anyWord = new RegExp(
  `(?<![a-z0-9\\u0080-\\uffff])(?:${kinds.map((kind) => `(${words[kind]})`).join('|')})(?![a-z0-9_\\u0080-\\uffff])`,
  'g',
)

/** How far before a number a word can stand and still speak of it, in signs. */
export const reachOfWords = 40

/** The nearest such word before `from` with no other number between. */
export function saidBefore(folded: string, from: number): Said | undefined {
  const start = Math.max(0, from - reachOfWords)
  let before = folded.slice(start, from)
  const cut = Math.max(before.search(/\d[^\d]*$/), before.lastIndexOf('\n\n'))
  if (cut !== -1) before = before.slice(cut + 1)
  else if (start > 0) before = before.slice(before.indexOf(' ') + 1)
  if (/#\s?$/.test(before)) return 'reference'
  if (/\bt\.?c\.? *$/.test(before)) return 'tckn'
  let said: Said | undefined
  for (const hit of before.matchAll(anyWord))
    said = kinds[hit.findIndex((group, at) => at > 0 && group !== undefined) - 1]
  return said
}

/** "4471920381 numaralı siparişim", "112233445 kodlu ürün". */
export function isReferenceAfter(folded: string, to: number): boolean {
  return /^ (?:numarali|nolu|no'lu|kodlu|barkodlu|sayili) (?!hesab|hesap|kart|telefon|hat|cep|vatandas)/.test(
    folded.slice(to, to + 24),
  )
}

const money =
  /^ ?(?:\$|%|(?:gbp|eur|euro|usd|try|tl|pln|chf|idr|jpy|sek|nok|dkk|czk|zl|lir|zlot|pound|dollar|quid|percent|kwh|km|byte|bajt|bayt|ms\b|points|puan|punkt|units|adet|sztuk))/

/** The number is an amount of something. */
export function isAmount(folded: string, from: number, to: number): boolean {
  return /\$ ?-?$/.test(folded.slice(Math.max(0, from - 3), from)) || money.test(folded.slice(to, to + 10))
}
