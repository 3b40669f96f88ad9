/** Contact so soon after reading, in ms, says that the article did not help. */
const lately = 30 * 60_000

const stored = 'kindred-read'

/** Articles opened in this tab, newest last; nothing of it leaves the browser unless its reader writes to us. */
type Trail = readonly (readonly [article: string, at: number])[]

/** Readers who ask not to be followed leave no trail, here neither. */
const optedOut =
  (navigator as { globalPrivacyControl?: boolean }).globalPrivacyControl === true ||
  navigator.doNotTrack === '1'

/** Remembers the article on this page. */
export function noteReading(): void {
  const article = document.querySelector<HTMLInputElement>('form[data-vote] input[name=article]')?.value
  if (!article || optedOut) return
  const trail = read().filter(([one]) => one !== article)
  try {
    sessionStorage.setItem(stored, JSON.stringify([...trail, [article, Date.now()]].slice(-10)))
  } catch {
    // Storage is switched off.
  }
}

/** Ids of the articles read in the last half hour, newest last. */
export function readLately(): string[] {
  return read().map(([article]) => article)
}

function read(): Trail {
  try {
    const trail = JSON.parse(sessionStorage.getItem(stored) ?? '[]') as Trail
    return optedOut ? [] : trail.filter(([, at]) => at > Date.now() - lately)
  } catch {
    return []
  }
}
