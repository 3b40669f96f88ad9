import { fold, isFunctionWord, tokens } from '#content/language/index.ts'

/** Why a message asks nothing that an article could answer. */
export type NoQuestion = 'thanks' | 'too little' | 'absence' | 'sales'

/** Words folded: lower case, without diacritics. */
const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/).map(fold))

const thanks = words(`
  thanks thank thx ty cheers appreciated appreciate
  teşekkür teşekkürler sağol sağolun sağ eyvallah
  dzięki dziękuję dziękujemy dzieki
  danke dank bedanke merci remercie gracias agradezco
`)

/** Greetings, and words that stand for any deed or moment: they name nothing, whoever writes them. */
const fillers = words(`
  hi hello hey hiya dear regards sir madam morning afternoon evening please now
  merhaba selam selamlar günaydın iyi günler akşamlar sayın yetkili saygılarımla kolay gelsin şimdi yapmalıyım yapmam yapayım yapabilirim
  dzień dobry witam cześć hej szanowni państwo pozdrawiam teraz kto zrobić robić
  hallo guten tag moin grüße machen tun
  bonjour bonsoir salut cordialement maintenant faire
  hola buenos buenas saludos ahora
`)

/**
 * What is said besides: greetings, that it works again, and calls for a person. A message of these words alone asks
 * nothing.
 */
const courtesy = words(`
  hi hello hey hiya dear good morning afternoon evening day team support regards kind best wishes sir madam everyone guys folks there patience
  great perfect awesome excellent super wonderful lovely brilliant quick fast prompt kindly answer reply response support help helped
  works work working worked solved solve fixed resolved sorted done fine ok okay good well problem issue again now already
  much lot many very really so yes no please test testing agent human person someone real operator representative advisor
  talk speak chat contact advance everything
  merhaba selam selamlar günaydın iyi günler akşamlar çalışmalar kolay gelsin sayın yetkili saygılarımla yardım yardımcı ilginiz
  sorun sorunum çözüldü düzeldi oldu tamam tamamdır süper harika hızlı cevap yanıt için çok ederim ederiz olun rica test deneme temsilci temsilcisi temsilciye canlı insan
  destek bağlan müşteri hizmetleri
  dzień dobry witam cześć hej pozdrawiam serdecznie pomoc pomoc pomocy szybka szybką odpowiedź działa rozwiązane naprawione super świetnie
  wszystko bardzo już teraz problem proszę test konsultant człowiek
  hallo guten tag morgen abend moin viele vielen lieben jetzt grüße gelöst funktioniert klappt wieder schnelle hilfe antwort alles gut bitte mitarbeiter mensch
  bonjour bonsoir salut beaucoup ça maintenant résolu fonctionne marche parfait aide réponse rapide cordialement conseiller humain
  hola ahora buenos días buenas tardes muchas resuelto funciona perfecto ayuda respuesta rápida saludos agente humano
`)

/** Sentences that close a matter. They count as thanks, and their words as courtesy: "you can close this ticket". */
const settled =
  /\b(?:(?:please |you (?:can|may) )?close (?:this|the|my) (?:ticket|case|request|issue)|never ?mind|(?:i )?(?:have )?(?:found|figured|worked) it (?:out|myself)|got it|did the trick|works? like a charm|no worries|sorun kalmadi|hat sich erledigt|hallettim|hallettik|cozdum|talebi(?:mi)? kapatabilirsiniz|(?:juz )?nieaktualne|poradzilem sobie|poradzilam sobie|c.est regle|ya esta (?:resuelto|solucionado))\b/g

/** Signs of a note that somebody is away: where they are, who writes it, and what follows. Two of them make one. */
const absence = [
  /\b(?:automatic reply|auto-?reply|abwesenheitsnotiz|automatische antwort|reponse automatique|respuesta automatica|otomatik yanit|automatyczna odpowiedz)\b/,
  /\b(?:out of (?:the )?office|(?:annual|sick|parental|maternity|paternity) leave|away from my desk|currently (?:away|travell?ing|on holiday|on vacation))\b|\bofis disind\w+|\b(?:yillik izin\w*|izindeyim|ofiste degilim|poza biurem|na urlopie|nieobecn\w+ w biurze|nicht im buro|im urlaub|abwesend|absente? du bureau|en conges?|fuera de la oficina|de vacaciones)\b/,
  /\b(?:will be back|(?:on|upon|after) my return|when i return|i return on|donusumde|donunce|dondugumde|donecegim|po (?:moim )?powrocie|wracam|nach meiner ruckkehr|bin ich wieder|wieder erreichbar|a mon retour|de retour le|a mi regreso|a mi vuelta)\b/,
  /\b(?:(?:limited|no) access to (?:my )?e-?mails?|(?:keinen|eingeschrankten) zugriff auf (?:meine )?e-?mails?|ograniczony dostep)\b/,
  /\b(?:(?:urgent|emergency|immediate) (?:cases?|matters?|requests?|issues?)|acil (?:durum\w*|konu\w*|isler\w*)|pilnych (?:sprawach|przypadkach)|dringenden (?:fallen|angelegenheiten)|cas d.?urgence|asuntos urgentes)\b/,
  /\b(?:contact (?:my colleague|\w+ instead)|contacter m(?:on|a) collegue|contact\w* (?:con|a) mi companer[oa]|kolleg(?:e|in) kontaktieren|kontakt z koleg\w+)\b/,
  /\b(?:out of (?:the )?office|away|leave|buro|biurem|urlopie|urlaub|bureau|conges?|oficina|vacaciones) (?:until|till|bis|do|jusqu.?au|hasta)\b|\bbis (?:zum )?[\d.]+ nicht im buro\b/,
]

/** What sellers of visibility, leads and followers write; two of them make a sales mail. */
const sales = [
  /\b(?:seo|search engine optimi[sz]ation|pozycjonowani\w+|suchmaschinenoptimierung|backlinks?|guest posts?|tanitim yazisi|linkow sponsorowanych|lead generation|more leads|(?:instagram|tiktok|facebook|youtube) (?:followers|likes|subscribers))\b/,
  /\b(?:(?:page|top) of google|google.?da ilk s(?:ayfa|ira)\w*|pierwsz\w+ stron\w+ google|(?:erste seite|platz \d+) (?:von|bei) google)\b/,
  /\b(?:companies|businesses|brands) like yours\b|\b(?:your|our clients'?) (?:website|site|traffic|ranking)\b|\bweb siteniz\w*\b|\bpanstwa stron\w+\b|\bihre webs(?:ite|eite)\b/,
  /\b(?:we offer|our (?:\w+ )?services|wir bieten|oferujemy|nous proposons|ofrecemos|(?:increase|boost|grow) your)\b/,
  /\bschedule a (?:quick |short )?call\b|\b(?:short|quick) call on\b|\b(?:10|15|20|30) minutes (?:this|next) week\b|\b(?:my (?:last|previous) e-?mail|following up on)\b|\bsend (?:you )?(?:the|our|a) price list\b|\bucretsiz analiz\b|\bfree (?:audit|analysis)\b/,
]

/**
 * Why a message asks nothing, from its words in the product's languages; undefined when it may ask something. A single
 * word asks nothing, whatever it is; two do when one of them is no courtesy.
 */
export function asksNothing(text: string, language: string): NoQuestion | undefined {
  const said = fold(text.toLowerCase())
  const signs = (list: readonly RegExp[]) => list.filter((sign) => sign.test(said)).length
  if (signs(absence) > 1 && !said.includes('?')) return 'absence'
  if (signs(sales) > 1) return 'sales'
  const open = said.replace(settled, ' ')
  const all = tokens(open, language).map(fold)
  if (contentWords(open, language).length > 0) return all.length < 2 ? 'too little' : undefined
  return open !== said || all.some((word) => thanks.has(word)) ? 'thanks' : 'too little'
}

/** Whether a subject is of an answer, in the help desk's words, or of what was forwarded. */
export const isReply = (subject: string): boolean =>
  /^\s*(?:re|aw|sv|ynt|yanıt|odp|rv|tr|fwd?|wg)\s*:/iu.test(subject)

/** Words that are neither function words nor courtesies, folded. */
export function contentWords(text: string, language: string): string[] {
  return tokens(text, language)
    .filter((word) => !isFunctionWord(word, language))
    .map(fold)
    .filter((word) => /\p{L}/u.test(word) && !thanks.has(word) && !courtesy.has(word) && !fillers.has(word))
}

/** Whether a word names nothing: a function word, a greeting, or one that stands for any deed or moment. */
export const namesNothing = (word: string, language: string): boolean =>
  isFunctionWord(word, language) || fillers.has(fold(word))
