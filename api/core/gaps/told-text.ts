/** What a customer who asked is written, by language; the first is also for languages that have none. */
const texts: Readonly<Record<string, string>> = {
  en: 'You asked us something that we had no good answer to. Now there is one: {title} {url}',
  tr: 'Bize iyi bir yanıtımız olmayan bir soru sormuştunuz. Artık bir yanıtı var: {title} {url}',
  pl: 'Zadano nam pytanie, na które nie mieliśmy dobrej odpowiedzi. Teraz ją mamy: {title} {url}',
  de: 'Sie haben uns etwas gefragt, worauf wir keine gute Antwort hatten. Jetzt gibt es eine: {title} {url}',
  fr: 'Vous nous aviez posé une question à laquelle nous n’avions pas de bonne réponse. La voici : {title} {url}',
  es: 'Nos hizo una pregunta para la que no teníamos una buena respuesta. Ahora la hay: {title} {url}',
}

/** A ready text for somebody who asked what an article answers now, in their language. */
export function toldText(locale: string, { title, url }: { title: string; url: string }): string {
  const text = texts[locale.split('-')[0] ?? ''] ?? texts['en'] ?? ''
  return text.replace('{title}', () => title).replace('{url}', () => url)
}
