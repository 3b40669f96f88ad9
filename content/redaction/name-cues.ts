/** Where people say who they are. Phrases are folded; see fold-chars.ts. */
export type Cue = keyof typeof phrases

const phrases = {
  greeting: `hi, hello, hey, hiya, dear, good morning, good afternoon, good evening, good day, morning, afternoon, evening,
    greetings, merhaba, merhabalar, selam, selamlar, slm, gunaydin, iyi gunler, iyi aksamlar, degerli, sevgili, dzien dobry,
    dobry wieczor, czesc, czolem, hej, hejka, siema, siemka, witam, witaj, drogi, droga, szanowny, szanowna, szanowne,
    guten tag, guten morgen, guten abend, hallo, moin, sehr geehrter, sehr geehrte, lieber, liebe, bonjour, bonsoir, salut,
    cher, chere, hola, buenos dias, buenas tardes, buenas noches, buenas, estimado, estimada, querido, querida`,
  thanks: `thanks, thank you, thx, tesekkurler, tesekkur ederim, sag ol, sag olun, sagol, sagolun, dziekuje, dzieki,
    dziekuje za pomoc, dzieki za pomoc, thanks for your help, thank you for your help, thanks for the help,
    danke, vielen dank, besten dank, merci, merci beaucoup, gracias, muchas gracias`,
  closing: `kind regards, kindest regards, best regards, warm regards, warmest regards, with kind regards, many regards,
    regards, rgds, br, best, best wishes, warm wishes, kind wishes, all the best, yours, yours sincerely, yours faithfully,
    yours truly, sincerely, sincerely yours, cheers, many thanks, ta, tx, love, x, xx, take care, respectfully, saygilarimla,
    saygilarimizla, saygilar, saygi ve sevgilerimle, sevgiler, sevgilerimle, iyi calismalar, iyi calismalar dilerim,
    iyi gunler, iyi gunler dilerim, iyi aksamlar, iyi aksamlar dilerim, kolay gelsin, tesekkur ederiz, tsk, tskler,
    hosca kalin, hoscakalin, selamlar, selamlarimla, arz ederim, pozdrawiam, pozdrawiam serdecznie, serdecznie pozdrawiam,
    pozdrawiam cieplo, pozdrowienia, lacze pozdrowienia, pozdr, pzdr, z powazaniem, z wyrazami szacunku,
    z wyrazami powazania, z szacunkiem, z gory dziekuje, uklony, wszystkiego dobrego, milego dnia, do uslyszenia,
    mit freundlichen grusen, mit freundlichen grussen, mit freundlichen gruesen, mit freundlichen gruessen,
    freundliche gruse, freundliche grusse, freundliche gruesse, viele gruse, viele grusse, viele gruesse, liebe gruse,
    liebe grusse, beste gruse, beste grusse, herzliche gruse, herzliche grusse, schone gruse, gruse, grusse, grus, gruss,
    mit besten grusen, mit bestem grus, mfg, lg, vg, hochachtungsvoll, danke im voraus, cordialement, bien cordialement,
    tres cordialement, bien a vous, sinceres salutations, meilleures salutations, salutations distinguees, salutations,
    amicalement, respectueusement, bonne journee, bonne soiree, merci d'avance, saludos, saludos cordiales, un saludo,
    un cordial saludo, un abrazo, atentamente, muy atentamente, cordialmente, gracias de antemano`,
  introduction: `my name is, my name's, adim, benim adim, ismim, benim ismim, nazywam sie, mam na imie, z tej strony,
    in the name of, registered to, registered in the name of, account holder is, na nazwisko, wlascicielem konta jest,
    mein name ist, ich heise, ich heisse, ich heiße, auf den namen, kontoinhaber ist, je m'appelle, mon nom est, au nom de,
    me llamo, mi nombre es, a nombre de`,
  // What comes after these is a name only sometimes: "I'm Chloe", "I'm British".
  mention: `i am, i'm, im, this is, it's, ben, jestem, tu, to, mowi, spoke with, spoke to, talked with, talked to,
    hesap sahibi, rozmawialem z, rozmawialam z, ich bin, hier ist, je suis, soy, c'est`,
  relation: `my husband, my wife, my son, my daughter, my mother, my father, my mum, my mom, my dad, my brother, my sister,
    my partner, my colleague, my friend, my boss, my manager, my grandmother, my grandfather, esim, karim, kocam, oglum,
    kizim, annem, babam, kardesim, abim, ablam, arkadasim, maz, meza, mezem, zona, zony, zone, moj syn, syna, corka, corki,
    moja mama, mamy, moj tata, taty, moj brat, moja siostra,
    mein mann, meine frau, mein sohn, meine tochter, meine mutter, mein vater, mein bruder, meine schwester, meine kollegin,
    mein kollege, mon mari, ma femme, mon fils, ma fille, ma mere, mon pere, mon frere, ma soeur, mon collegue, ma collegue,
    mi marido, mi mujer, mi esposa, mi esposo, mi hijo, mi hija, mi madre, mi padre, mi hermano, mi hermana`,
  // A colon follows them.
  label: `name, full name, first name, last name, surname, customer, client, passenger, traveller, traveler, recipient,
    sender, account holder, cardholder, ad, ad soyad, ad soyadi, adi, adi soyadi, isim, isim soyisim, soyad, soyadi,
    musteri, yolcu, alici, gonderen, hesap sahibi, imie, imie i nazwisko, nazwisko, klient, pasazer, odbiorca, nadawca,
    wlasciciel konta,
    vorname, nachname, kunde, kundin, empfanger, absender, kontoinhaber, nom, prenom, nom et prenom, client, cliente,
    destinataire, titulaire, nombre, nombre y apellidos, apellido, apellidos, titular, destinatario`,
  title: `mr, mrs, ms, miss, dr, prof, pan, pani, panie, panem, pania, panu, pana, sayin, sn, bay, bayan,
    herr, herrn, frau, monsieur, madame, mademoiselle, mme, mlle, senor, senora, sr, sra, don, dona`,
  // The name stands before these.
  titleAfter: `bey, beyin, beye, beyi, beyden, beyle, hanim, hanimin, hanima, hanimi, hanimdan, hanimla`,
  nameBefore: `adina, isimli, adli, uzerine kayitli`,
  fullNameBefore: `isimli kisi, isimli kisiye, isimli kisinin, adli kisi, adli kisiye, adli kisinin, isimli musteri,
    adli musteri, isimli kullanici`,
} as const

/** What may stand between a phrase and the name: "Hi again Dana", "Name : …". */
const tails: Partial<Record<Cue, RegExp>> = {
  greeting: / (?:again|there|tekrar|ponownie|serdecznie)(?![a-z0-9])/y,
  thanks: / (?:again|so much|very much|a lot|bardzo|serdecznie|z gory|in advance)(?![a-z0-9])/y,
}

interface Phrase {
  readonly text: string
  readonly cues: Cue[]
}

/** Phrases by their first word, longest first. */
const byFirstWord = new Map<string, Phrase[]>()
for (const [cue, list] of Object.entries(phrases) as [Cue, string][]) {
  for (const text of list.split(/,\s+/)) {
    const first = /^[a-z]+/.exec(text)![0]
    const same = byFirstWord.get(first) ?? []
    byFirstWord.set(first, same)
    const known = same.find((phrase) => phrase.text === text)
    if (known === undefined) same.push({ text, cues: [cue] })
    else known.cues.push(cue)
    same.sort((a, b) => b.text.length - a.text.length)
  }
}
const longestFirst = Math.max(...[...byFirstWord.keys()].map((word) => word.length))

/** Calls `met` with every phrase in a folded text: its kinds, where it begins and where the name may begin. */
export function eachCue(folded: string, met: (cue: Cue, from: number, to: number) => boolean): void {
  let at = 0
  while (at < folded.length) {
    const start = at
    while (isWord(folded.charCodeAt(at))) at++
    const length = at - start
    if (length > 0 && length <= longestFirst) {
      const phrase = byFirstWord
        .get(folded.slice(start, at))
        ?.find(
          ({ text }) => folded.startsWith(text, start) && !isWord(folded.charCodeAt(start + text.length)),
        )
      if (phrase !== undefined) {
        at = start + phrase.text.length
        const end = at
        phrase.cues.some((cue) => met(cue, start, end + tailOf(folded, cue, end)))
      }
    }
    while (at < folded.length && !isWord(folded.charCodeAt(at))) at++
  }
}

function tailOf(folded: string, cue: Cue, at: number): number {
  const tail = tails[cue]
  if (tail === undefined) return 0
  tail.lastIndex = at
  return tail.exec(folded)?.[0].length ?? 0
}

/** As isWordUnit(), here so that the loop stays quick. */
function isWord(unit: number): boolean {
  return (unit > 96 && unit < 123) || (unit > 47 && unit < 58) || unit === 95 || unit > 0x7f
}
