import { isFunctionWord, languageFor } from './languages.ts'
import { termOf } from './terms.ts'
import { tokens } from './tokens.ts'

/** Words by which readers ask for a person instead of an article, by language. */
interface ContactWords {
  /** All words of one of these are enough, whatever else is said. */
  readonly always: string
  /** These say it when the question has no other telling words: "phone number", but not "change my phone number". */
  readonly alone: string
}

const contactWords: Readonly<Record<string, ContactWords>> = {
  en: {
    always: `human, real person, live agent, live chat, speak agent, talk agent, speak person, talk person, speak someone,
      talk someone, talk somebody, speak somebody, speak representative, customer service, customer support, helpline,
      hotline, complaint, complain, call centre, call center, contact you, contact us, call you, reach you, speak advisor`,
    alone: `phone number telephone call contact email e-mail mail address chat talk speak support help service hotline
      someone somebody team person reach line hours opening make raise file`,
  },
  tr: {
    always: `gerçek kişi, canlı destek, canlı sohbet, müşteri hizmetleri, müşteri temsilcisi, temsilciyle konuşmak,
      insanla konuşmak, biriyle konuşmak, biriyle görüşmek, yetkiliyle görüşmek, şikayet, şikayet etmek, çağrı merkezi,
      size ulaşmak, sizi aramak`,
    alone: `telefon numara numarası numaranız iletişim ara aramak ulaşmak destek yardım hattı eposta e-posta mail adres
      sohbet konuşmak görüşmek temsilci yetkili kişi insan saat nedir kaç nasıl`,
  },
  pl: {
    always: `żywy człowiek, człowiekiem, konsultant, konsultantem, infolinia, obsługa klienta, biuro obsługi, czat na żywo,
      porozmawiać z kimś, rozmawiać z kimś, reklamacja, złożyć reklamację, skarga, zażalenie, skontaktować się`,
    alone: `telefon numer telefonu kontakt kontaktowy zadzwonić dzwonić mail e-mail adres czat porozmawiać rozmawiać
      rozmowa pomoc wsparcie godziny pracy osoba kimś`,
  },
  de: {
    always: `echter mensch, menschen sprechen, mensch, mitarbeiter sprechen, jemandem sprechen, kundenservice,
      kundendienst, kundenbetreuung, hotline, beschwerde, beschweren, live-chat, livechat, ansprechpartner`,
    alone: `telefon telefonnummer rufnummer nummer anrufen kontakt kontaktieren e-mail email mail adresse chat sprechen reden
      support hilfe service erreichen erreichbar jemand jemandem öffnungszeiten`,
  },
  fr: {
    always: `être humain, humain, vraie personne, parler quelqu'un, parler conseiller, parler agent, conseiller clientèle, service client,
      service clientèle, réclamation, plainte, vous joindre, chat en direct, hotline`,
    alone: `téléphone numéro contact contacter appeler e-mail email mail adresse chat parler support aide assistance
      joindre quelqu quelqu'un personne horaires`,
  },
  es: {
    always: `persona real, ser humano, humano, hablar alguien, hablar persona, hablar agente,
      atención al cliente, servicio al cliente, queja, reclamación, reclamar, chat en vivo`,
    alone: `teléfono número contacto contactar llamar correo email e-mail dirección chat hablar soporte ayuda atención
      agente alguien persona horario`,
  },
}

interface Known {
  readonly always: readonly ReadonlySet<string>[]
  readonly alone: ReadonlySet<string>
}
const made = new Map<string, Known>()

/** Whether a question is not for an article but for a person: "speak to a human", "phone number", "complaint". */
export function asksForPerson(query: string, locale: string): boolean {
  const language = Object.keys(contactWords).find((one) => languageFor(locale) === languageFor(one))
  if (!language) return false
  const { always, alone } = wordsOf(language)
  const said = tokens(query, locale)
  const terms = new Set(said.map((word) => termOf(word, language)))
  if (always.some((words) => words.isSubsetOf(terms))) return true
  const telling = said.filter((word) => !isFunctionWord(word, locale)).map((word) => termOf(word, language))
  return telling.length > 0 && telling.every((term) => alone.has(term))
}

function wordsOf(language: string): Known {
  const known = made.get(language)
  if (known) return known
  const { always, alone } = contactWords[language]!
  const termsIn = (text: string) => tokens(text, language).map((word) => termOf(word, language))
  const words: Known = {
    always: always.split(',').map((phrase) => new Set(termsIn(phrase))),
    alone: new Set(termsIn(alone)),
  }
  made.set(language, words)
  return words
}
