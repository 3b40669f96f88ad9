/**
 * When a way to reach us opens, by the reader's own clock; the page says it by the company's. Plain English is Britain's,
 * as in formats.ts, which would be a request of its own: others import it as well.
 */
export function inLocalTime(locale: string): void {
  const times = document.querySelectorAll<HTMLTimeElement>('time[data-opens]')
  if (times.length === 0) return
  const format = new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, {
    weekday: 'long',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  })
  for (const time of times) time.textContent = format.format(new Date(time.dateTime))
}
