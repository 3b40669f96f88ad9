/** What an article's page can do more with script: copy code, show a picture larger, remember a tab. */
export function enrich(article: HTMLElement): void {
  const words: Record<'copy' | 'copied' | 'larger' | 'close', string> = JSON.parse(
    article.dataset['words'] ?? '{}',
  )
  for (const box of article.querySelectorAll<HTMLElement>('.code')) addCopy(box, words)
  for (const image of article.querySelectorAll('img')) addLarger(image, words)
  rememberTabs(article)
}

function button(label: string, press: (button: HTMLButtonElement) => void): HTMLButtonElement {
  const made = document.createElement('button')
  made.type = 'button'
  made.textContent = label
  made.addEventListener('click', () => press(made))
  return made
}

function addCopy(box: HTMLElement, words: { copy: string; copied: string }): void {
  if (!navigator.clipboard) return
  const copy = button(words.copy, async (pressed) => {
    await navigator.clipboard.writeText(box.querySelector('pre')?.textContent ?? '')
    pressed.textContent = words.copied
    setTimeout(() => {
      pressed.textContent = words.copy
    }, 2000)
  })
  copy.setAttribute('aria-live', 'polite')
  box.append(copy)
}

/** Only a picture that is shown smaller than it is can be shown larger. */
function addLarger(image: HTMLImageElement, words: { larger: string; close: string }): void {
  const own = Number(image.getAttribute('width'))
  if (image.closest('a') || !own || own <= image.clientWidth * 1.2) return
  const open = button('', () => {
    const dialog = document.createElement('dialog')
    dialog.className = 'large'
    const close = button(words.close, () => dialog.close())
    close.className = 'btn quiet'
    const copy = image.cloneNode() as HTMLImageElement
    copy.loading = 'eager'
    dialog.append(close, copy)
    dialog.setAttribute('aria-label', image.alt || words.larger)
    dialog.addEventListener('close', () => dialog.remove())
    document.body.append(dialog)
    dialog.showModal()
  })
  open.className = 'zoom'
  open.setAttribute('aria-label', `${words.larger}: ${image.alt}`)
  image.replaceWith(open)
  open.append(image)
}

const stored = 'kindred-tab'

/** The label chosen last opens in every group that has it; where nothing may be stored, only on this page. */
function rememberTabs(article: HTMLElement): void {
  const radios = [...article.querySelectorAll<HTMLInputElement>('input[data-tab]')]
  const choose = (label: string | null): void => {
    for (const radio of radios) if (radio.dataset['tab'] === label) radio.checked = true
  }
  try {
    choose(localStorage.getItem(stored))
  } catch {
    // Storage is switched off: the first tab stays open.
  }
  for (const radio of radios)
    radio.addEventListener('change', () => {
      const label = radio.dataset['tab'] ?? ''
      choose(label)
      try {
        localStorage.setItem(stored, label)
      } catch {
        // As above.
      }
    })
}
