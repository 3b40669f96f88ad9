import { isDigitUnit, isWordUnit } from './fold-chars.ts'

/** What the words before a number say it is. `reference` is the customer's business and stays. */
export type Said = 'phone' | 'card' | 'tckn' | 'pesel' | 'nip' | 'account' | 'sort' | 'reference' | 'device'

/** Folded; "number" says nothing. A * stands for endings, which Turkish and Polish put on their words. */
const words: Readonly<Record<Said, string>> = {
  phone: `phone mobile cell tel telephone fax whatsapp* call ring landline gsm sms telefon* cep cebim* arayin arayabilir* arasin
    aramis ulas* hattim* komork* kom dzwon* zadzwon* oddzwon* stacjonarn* kontakt* call-back text reach
    handy* handynummer rufnummer* mobil* festnetz* erreich* anruf* ruckruf* portable joindre joignable rappel* appel* movil
    llam* fijo`,
  card: 'card visa mastercard amex maestro kart* debit credit',
  tckn: 'tc tckn tcsi kimlik* kimligi* turkish identity',
  pesel: 'pesel*',
  nip: 'nip nipu nipem nip-em vat tax podatkow*',
  account: 'iban* account payee hesap* hesab* konto konta koncie rachun* nrb',
  sort: 'sort sortcode',
  reference: `order* booking reservation reference ref invoice ticket case claim tracking parcel consignment shipment package
    customer client member* loyalty policy contract transaction flight item article product part model sku serial lot batch
    quote meter version build error timestamp siparis* rezervasyon* referans* fatura* bilet* talep talebim* vaka takip kargo*
    gonderi* musteri uye* sadakat abone* tesisat* police* sozlesme* islem* urun* seri sefer parti sayac* dekont* zam zamowieni*
    rezerwacj* referencj* faktur* zgloszeni* spraw* reklamacj* przesylk* paczk* list klient* lojalnosciow* polis* umow*
    transakcj* produkt* seryjn* partia licznik* regon krs ppe bestell* auftrag* rechnung* kundennummer vertrag* sendung*
    paket* artikel* vorgang* commande* facture* colis dossier pedido* factura* envio* referencia* cliente`,
  device: 'imei ean isbn barkod* barcode gtin upc vin awb kreskowy',
}

const exact = new Map<string, Said>()
const stems = new Map<string, Said>()
for (const [said, list] of Object.entries(words) as [Said, string][]) {
  for (const word of list.split(/\s+/)) {
    if (word.endsWith('*')) stems.set(word.slice(0, -1), said)
    else exact.set(word, said)
  }
}
const shortestStem = Math.min(...[...stems.keys()].map((stem) => stem.length))
const longestStem = Math.max(...[...stems.keys()].map((stem) => stem.length))

/** How far before a number a word may stand and still describe it, in characters. */
const reach = 40

/** The nearest such word before `from` with no other number and no empty line between. */
export function saidBefore(folded: string, from: number): Said | undefined {
  if (folded[from - 1] === '#' || (folded[from - 1] === ' ' && folded[from - 2] === '#')) return 'reference'
  const lowest = Math.max(0, from - reach)
  for (let to = from; to > lowest; ) {
    const unit = folded.charCodeAt(to - 1)
    if (isDigitUnit(unit) || (unit === 10 && folded.charCodeAt(to - 2) === 10)) return undefined
    if (!isWordUnit(unit)) {
      to--
      continue
    }
    let start = to
    while (start > lowest && isPart(folded.charCodeAt(start - 1))) start--
    // A word that begins out of reach, or before a digit, is not known whole.
    if (start === lowest && lowest > 0 && isPart(folded.charCodeAt(start - 1))) return undefined
    const word = folded.slice(start, to)
    const said = exact.get(word) ?? stemOf(word)
    if (said !== undefined) return said
    if (word === 'c' && folded.slice(start - 2, start) === 't.') return 'tckn'
    to = start
  }
  return undefined
}

/** Letters, and the dash of "call-back". */
function isPart(unit: number): boolean {
  return (isWordUnit(unit) && !isDigitUnit(unit)) || unit === 45
}

function stemOf(word: string): Said | undefined {
  for (let length = Math.min(word.length, longestStem); length >= shortestStem; length--) {
    const said = stems.get(word.slice(0, length))
    if (said !== undefined) return said
  }
  return undefined
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
