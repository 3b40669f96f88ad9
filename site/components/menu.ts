import { say } from '#content/model/locale.ts'
import { escapeText } from '#core/assemble.ts'
import { library } from '#site/library.ts'
import { strings } from '#site/strings.ts'

/**
 * "I'm here as…" as HTML text: in templates each radio has a place for `checked` that only text can hold.
 * @param place where the reader comes back to
 */
export function menu(locale: string, place: string, { choosable }: { choosable: boolean }): string {
  if (library.segments.length === 0) return ''
  const words = strings(locale)
  const first = library.site.locales[0]
  const radio = (value: string, label: string) =>
    `<label><input type="radio" name="segment" value="${escapeText(value)}"${choosable ? `[[checked:${escapeText(value)}]]` : ''} required> ${escapeText(label)}</label>`
  return `<details class="as"><summary>${words.hereAs}<svg width="14" height="14" viewBox="0 0 16 16" aria-hidden="true"><path d="m4 6 4 4 4-4"/></svg></summary><form class="menu" method="post" action="${import.meta.env.KINDRED_API_ORIGIN}/api/choice"><input type="hidden" name="return" value="${escapeText(place)}"><fieldset><legend class="vh">${words.hereAs}</legend>${library.segments
    .map((segment) => radio(segment.id, say(segment.as ?? segment.label, locale, first)))
    .join(
      '',
    )}<label><input type="radio" name="segment" value="" required> ${words.none}</label></fieldset><button class="btn" type="submit">${words.useOrder}</button></form></details>`
}
