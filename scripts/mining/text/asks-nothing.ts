import { fold, isFunctionWord, tokens } from '#content/language/index.ts'

/** Why a message asks nothing that an article could answer. */
export type NoQuestion = 'thanks' | 'too little' | 'absence' | 'sales'

/** Words folded: lower case, without diacritics. */
const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/).map(fold))

const thanks = words(`
  thanks thank thx ty cheers appreciated appreciate
  teşekkür teşekkürler sağol sağolun sağ
  dzięki dziękuję dziękujemy dzieki
  danke dank bedanke merci remercie gracias agradezco
`)

/**
 * What is said besides: greetings, that it works again, and calls for a person. A message of these words alone asks
 * nothing.
 */
const courtesy = words(`
  hi hello hey hiya dear good morning afternoon evening day team support regards kind best wishes sir madam everyone there
  great perfect awesome excellent super wonderful lovely brilliant quick fast prompt kindly answer reply response support help helped
  works work working worked solved solve fixed resolved sorted done fine ok okay good well problem issue again now already
  much lot many very really so yes no please test testing agent human person someone real operator representative advisor
  talk speak chat contact advance everything
  merhaba selam selamlar günaydın iyi günler akşamlar çalışmalar kolay gelsin sayın yetkili saygılarımla yardım yardımcı ilginiz
  sorun sorunum çözüldü düzeldi oldu tamam tamamdır süper harika hızlı cevap yanıt için çok ederim ederiz olun rica test deneme temsilci canlı insan
  destek bağlan müşteri hizmetleri
  dzień dobry witam cześć hej pozdrawiam serdecznie pomoc pomoc pomocy szybka szybką odpowiedź działa rozwiązane naprawione super świetnie
  wszystko bardzo już teraz problem proszę test konsultant człowiek
  hallo guten tag morgen abend moin viele vielen jetzt grüße gelöst funktioniert klappt wieder schnelle hilfe antwort alles gut bitte mitarbeiter mensch
  bonjour bonsoir salut beaucoup maintenant résolu fonctionne marche parfait aide réponse rapide cordialement conseiller humain
  hola ahora buenos días buenas tardes muchas resuelto funciona perfecto ayuda respuesta rápida saludos agente humano
`)

/** Signs of a note that somebody is away: where they are, and what follows from it. Two of them make one. */
const absence = [
  /\b(?:out of (?:the )?office|on (?:annual|sick|parental|maternity) leave|away from my desk|currently (?:away|on holiday|on vacation))\b/,
  /\b(?:will be back|(?:on|upon|after) my return|when i return|i return on|limited access to (?:my )?e-?mail)\b/,
  /\b(?:urgent|emergency|immediate) (?:cases?|matters?|requests?|issues?)\b/,
  /\b(?:ofis disindayim|yillik izin\w*|izindeyim|ofiste degilim)\b/,
  /\b(?:donusumde|donunce|dondugumde|tarihinde donecegim)\b/,
  /\bacil (?:durum\w*|konu\w*|isler\w*)\b/,
  /\b(?:poza biurem|na urlopie|nieobecn\w+ w biurze)\b/,
  /\b(?:po (?:moim )?powrocie|wracam \w+|ograniczony dostep)\b/,
  /\bpilnych (?:sprawach|przypadkach)\b/,
  /\b(?:nicht im buro|im urlaub|abwesend)\b/,
  /\b(?:nach meiner ruckkehr|bin ich wieder|wieder erreichbar)\b/,
  /\bdringenden (?:fallen|angelegenheiten)\b/,
  /\b(?:absente? du bureau|en conges?)\b/,
  /\b(?:a mon retour|de retour le)\b/,
  /\bcas d'?urgence\b/,
  /\b(?:fuera de la oficina|de vacaciones hasta)\b/,
  /\b(?:a mi regreso|a mi vuelta)\b/,
  /\basuntos urgentes\b/,
]

/** What sellers of visibility write; two of them make a sales mail. */
const sales = [
  /\bseo\b|\bsearch engine optimi[sz]ation\b|\bpozycjonowani\w+\b|\bsuchmaschinenoptimierung\b/,
  /\bbacklinks?\b|\bguest posts?\b|\btanitim yazisi\b|\blinkow sponsorowanych\b/,
  /\b(?:page|top) of google\b|\bgoogle'?da ilk sayfa\w*\b|\bpierwsz\w+ stron\w+ google\b|\berste seite (?:von|bei) google\b/,
  /\b(?:your|our clients'?) (?:website|site|traffic|ranking)\b|\bweb siteniz\w*\b|\bpanstwa stron\w+\b|\bihre webs(?:ite|eite)\b/,
  /\bschedule a (?:quick |short )?call\b|\b(?:short|quick) call on\b|\bsend (?:you )?(?:the|our|a) price list\b/,
]

/**
 * Why a message asks nothing, from its words in the product's languages; undefined when it may ask something. A single
 * word asks nothing, whatever it is; two do when one of them is no courtesy.
 */
export function asksNothing(text: string, language: string): NoQuestion | undefined {
  const said = fold(text.toLowerCase())
  const signs = (list: readonly RegExp[]) => list.filter((sign) => sign.test(said)).length
  if (signs(absence) > 1) return 'absence'
  if (signs(sales) > 1) return 'sales'
  const all = tokens(text, language).map(fold)
  if (contentWords(text, language).length > 0) return all.length < 2 ? 'too little' : undefined
  return all.some((word) => thanks.has(word)) ? 'thanks' : 'too little'
}

/** Words that are neither function words nor courtesies, folded. */
export function contentWords(text: string, language: string): string[] {
  return tokens(text, language)
    .filter((word) => !isFunctionWord(word, language))
    .map(fold)
    .filter((word) => /\p{L}/u.test(word) && !thanks.has(word) && !courtesy.has(word))
}
