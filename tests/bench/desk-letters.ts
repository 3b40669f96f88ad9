/**
 * Tickets as they reach a desk: a customer's question in the furniture of letters. The forms are of this benchmark and
 * not those that content/message was written against (tests/content/message/mail.ts has those), so that what is
 * measured is the kind, not the list.
 */

export type Language = 'en' | 'tr' | 'pl'

/** One ticket: its text, and for each question in it the articles that answer. */
export interface Letter {
  readonly text: string
  readonly answers: readonly (readonly string[])[]
}

export interface Question {
  readonly text: string
  readonly answers: readonly string[]
}

/** A question, the next one of another topic, and a number that picks among the variants of a form. */
export interface Raw {
  readonly question: Question
  readonly other: Question
  readonly pick: number
}

const greetings: Record<Language, readonly string[]> = {
  en: ['Dear Sir or Madam,', 'Hey there 👋', 'To whom it may concern'],
  tr: ['Sayın yetkili,', 'Selamlar 👋', 'Merhaba ekip,'],
  pl: ['Szanowni Państwo,', 'Hejka 👋', 'Dzień dobry Państwu,'],
}

const signatures: Record<Language, readonly string[]> = {
  en: [
    'Yours,\nPriya Raman\nSenior Buyer | Northgate Supplies\nUnit 4, Mill Lane, Leeds LS1 1AA\n☎ 0113 496 0000 · 🌐 northgate.example\nFollow us: LinkedIn | Instagram\n\nNorthgate Supplies is registered in England, no 00000000. Views expressed are those of the sender. If you are not the addressee, delete it and tell us.',
    '_____________________\nDr Tom Okafor (he/him)\nLecturer, School of Nursing\nM +44 7700 900123\nI work flexibly and do not expect a reply outside your hours.',
    'Thank you very much and have a nice day\nMarta K.\n\n~ sent while walking the dog, excuse the typos ~',
  ],
  tr: [
    'Bilgilerinize sunarım.\nMehmet Aydın\nSatış Temsilcisi | Kuzey Tedarik\nAtatürk Cad. No 4, İzmir\nGSM: 0532 000 00 00 · kuzey.example\n\nBu iletide yer alan görüşler gönderene aittir. Yanlışlıkla ulaştıysa lütfen siliniz.',
    'Şimdiden teşekkürler, hayırlı işler\nElif H.\n📱 0533 000 00 00',
    '*********\nDr. Can Öztürk\nÖğretim Üyesi\nEge Hemşirelik Fakültesi',
  ],
  pl: [
    'Łączę wyrazy szacunku\nMarek Lis\nSpecjalista ds. zakupów | Północ Sp. z o.o.\nul. Młyńska 4, 60-001 Poznań\ntel. kom. 600 000 000 · polnoc.example\nKRS 0000000000, kapitał zakładowy 5 000 zł\n\nJeśli wiadomość trafiła do Państwa przez pomyłkę, prosimy ją usunąć.',
    'Z góry dzięki i miłego dnia!\nOla\n📱 601 000 000',
    '*********\ndr Jan Wójcik\nadiunkt\nWydział Pielęgniarstwa',
  ],
}

const quotes: Record<Language, readonly string[]> = {
  en: [
    '[16/11/2026, 10:02] Support: Thanks for getting in touch. Please tell us your date of birth and the last four digits of your card so that we can find your account.',
    '<< Support, 16 November 2026, 10:02 >>\n| Thank you for contacting us.\n| Your case is about a verification of identity.\n| Please upload your passport.',
    'Sent: 16 November 2026 10:02\nFrom: Support Team\nTo: me\nRe: your case\n\nPlease upload your passport so that we can verify your identity.',
  ],
  tr: [
    '[16.11.2026 10:02] Destek: Bize ulaştığınız için teşekkürler. Hesabınızı bulabilmemiz için lütfen doğum tarihinizi ve kartınızın son dört hanesini yazın.',
    '<< Destek, 16 Kasım 2026, 10:02 >>\n| Bize ulaştığınız için teşekkürler.\n| Konu: kimlik doğrulama.\n| Lütfen pasaportunuzu yükleyin.',
    'Tarih: 16 Kasım 2026 10:02\nKimden: Destek Ekibi\nKime: ben\nKonu: talebiniz\n\nKimliğinizi doğrulayabilmemiz için pasaportunuzu yükleyin.',
  ],
  pl: [
    '[16.11.2026 10:02] Pomoc: Dziękujemy za kontakt. Prosimy podać datę urodzenia i cztery ostatnie cyfry karty, żebyśmy mogli znaleźć konto.',
    '<< Pomoc, 16 listopada 2026, 10:02 >>\n| Dziękujemy za kontakt.\n| Sprawa: weryfikacja tożsamości.\n| Prosimy przesłać paszport.',
    'Data: 16 listopada 2026 10:02\nOd: Zespół pomocy\nDo: ja\nTemat: zgłoszenie\n\nProsimy przesłać paszport, żebyśmy mogli potwierdzić tożsamość.',
  ],
}

const and: Record<Language, readonly string[]> = {
  en: ['One more thing:', 'Also,', ''],
  tr: ['Bir şey daha:', 'Ayrıca,', ''],
  pl: ['Jeszcze jedno:', 'I druga sprawa:', ''],
}

/** What people write in another language around their own question. */
const foreign: Record<Language, readonly [string, string]> = {
  en: ['Merhaba, kolay gelsin, umarım iyisinizdir.', 'İyi günler diliyorum, sevgiler\nDeniz'],
  tr: ['Hi support team, hope you are doing well today.', 'Thank you so much for your help\nDeniz'],
  pl: ['Hi support team, hope you are doing well today.', 'Thank you so much for your help\nKasia'],
}

const picked = (from: readonly string[], pick: number): string => from[pick % from.length]!
const one = ({ question }: Raw, text: string): Letter => ({ text, answers: [question.answers] })
const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
const inLines = (text: string): string => escaped(text).replaceAll('\n', '<br>\n')

/** By the name of the form. */
export const forms: Readonly<Record<string, (raw: Raw, language: Language) => Letter>> = {
  'as asked': (raw) => one(raw, raw.question.text),
  'greeting and signature': (raw, language) =>
    one(
      raw,
      `${picked(greetings[language], raw.pick)}\n\n${raw.question.text}\n\n${picked(signatures[language], raw.pick)}`,
    ),
  'quoted answer below': (raw, language) =>
    one(raw, `${raw.question.text}\n\n${picked(quotes[language], raw.pick)}`),
  HTML: (raw, language) =>
    one(
      raw,
      `<html><head><style>p.MsoNormal{margin:0cm;font-family:"Calibri"}</style></head><body lang="EN-GB"><div class="WordSection1"><p class="MsoNormal">${inLines(raw.question.text)}<o:p></o:p></p><p class="MsoNormal">&nbsp;</p><p class="MsoNormal">${inLines(picked(signatures[language], raw.pick))}</p></div><blockquote type="cite"><div>${inLines(picked(quotes[language], raw.pick + 1))}</div></blockquote></body></html>`,
    ),
  'two questions': ({ question, other, pick }, language) => ({
    text: `${question.text}\n\n${picked(and[language], pick)} ${other.text}`.replace(/\n\n /, '\n\n'),
    answers: [question.answers, other.answers],
  }),
  'mixed languages': (raw, language) =>
    one(raw, `${foreign[language][0]}\n${raw.question.text}\n${foreign[language][1]}`),
}
