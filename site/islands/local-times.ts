import { dateLocale } from '#content/language/formats.ts'
/** When a way to reach us opens, by the reader's own clock; the page says it by the company's. */
export function inLocalTime(locale: string): void {
  const format = new Intl.DateTimeFormat(dateLocale(locale), {
    weekday: 'long',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  })
  for (const time of document.querySelectorAll<HTMLTimeElement>('time[data-opens]'))
    time.textContent = format.format(new Date(time.dateTime))
}
