import type { Page } from '@playwright/test'

/** What a page did that no text may make it do. */
export interface Misdeeds {
  /** Scripts that ran, dialogs, violations of the policy, errors of a script, answers of 5xx. */
  readonly list: string[]
}

const marks = ['<', '&lt;', '＜', '\\u003c', '%3C']
const run = 'window.ran=1'

/** Bodies of an attack; `{n}` numbers it, so that what is stored can be told apart. */
const bodies = [
  `<script>${run}</script>`,
  `"><script>${run}</script>`,
  `'"--></style></script><script>${run}</script>`,
  `<img src=x onerror="${run}">`,
  `<svg/onload=${run}>`,
  `<svg><script href="data:text/javascript,${run}"/></svg>`,
  `<iframe srcdoc="<script>parent.${run}</script>">`,
  `<a href="javascript:${run}">x</a>`,
  `[x](javascript:${run})`,
  `![x](x"onerror="${run})`,
  `<math><mi//xlink:href="javascript:${run}">`,
  `<details open ontoggle=${run}>`,
  `<template><img src=x onerror=${run}></template>`,
  `\${${run}} {{constructor.constructor('${run}')()}} {${run}}`,
  `<style>*{background:url(//hostile.invalid)}</style>`,
  `<link rel=stylesheet href=//hostile.invalid>`,
  `<base href=//hostile.invalid/>`,
  `<meta http-equiv=refresh content="0;url=//hostile.invalid">`,
  `=HYPERLINK("http://hostile.invalid","x")`,
  `'; DROP TABLE staff; --`,
  `\u202Egpj.exe \u200B\u2066 İıŞşĞğ ąęłż 👩‍👩‍👧 e\u0301`,
  `../../../../etc/passwd`,
  `__proto__ constructor toString`,
  `%00 %0d%0aSet-Cookie:ran=1 ;|\`id\``,
  `${'A'.repeat(300)}`,
]

/** So many hostile strings, each its own. */
export function hostileStrings(count: number): string[] {
  return Array.from({ length: count }, (_, n) => {
    const body = bodies[n % bodies.length]!
    const round = Math.floor(n / bodies.length)
    const mark = marks[round % marks.length]!
    return `${n} ${round === 0 ? body : body.replaceAll('<', mark)}`
  })
}

/** Watches a page for what hostile text could make it do. */
export async function watched(page: Page): Promise<Misdeeds> {
  const list: string[] = []
  page.on('dialog', (dialog) => {
    // A page with unsaved text asks before it is left.
    const leaving = dialog.type() === 'beforeunload'
    if (!leaving) list.push(`dialog: ${dialog.message()}`)
    const answer = leaving ? dialog.accept() : dialog.dismiss()
    answer.catch(() => {})
  })
  page.on('pageerror', (error) => list.push(`script error: ${error.message}`))
  page.on('response', (answer) => {
    if (answer.status() >= 500) list.push(`${answer.status()} of ${answer.url()}`)
  })
  page.on('request', (request) => {
    if (new URL(request.url()).hostname === 'hostile.invalid') list.push(`asked ${request.url()}`)
  })
  await page.exposeFunction('misdeed', (what: string) => list.push(what))
  await page.addInitScript(() => {
    const tell = (window as unknown as { misdeed(what: string): void }).misdeed
    addEventListener('securitypolicyviolation', ({ violatedDirective, sourceFile, lineNumber }) =>
      tell(`policy: ${violatedDirective} at ${sourceFile}:${lineNumber}`),
    )
    Object.defineProperty(window, 'ran', { set: () => tell(`a script ran at ${location.href}`) })
  })
  return { list }
}

/**
 * Types hostile text into every field of the page that takes text, a different string into each. Says which fields did
 * not keep what was typed.
 */
export async function typeEverywhere(
  page: Page,
  strings: readonly string[],
  from: number,
): Promise<string[]> {
  const fields = page.locator(
    'input:not([type]), input[type=text], input[type=search], input[type=email], input[type=password], textarea, .cm-content',
  )
  const cut: string[] = []
  for (let at = 0; at < (await fields.count()); at++) {
    const field = fields.nth(at)
    if (!(await field.isVisible()) || !(await field.isEditable())) continue
    const text = strings[(from + at) % strings.length]!
    if (await field.evaluate((one) => (one as HTMLElement).isContentEditable)) {
      await field.click()
      await page.keyboard.press('ControlOrMeta+A')
      await page.keyboard.insertText(text)
    } else await field.fill(text)
    // The editor shows characters that turn the direction of text as dots; what it saves stands in the form's own field.
    const kept = await field.evaluate((one) => {
      const holds = (one as HTMLElement).isContentEditable ? document.querySelector('#plain textarea') : one
      return (holds as HTMLInputElement | HTMLTextAreaElement).value
    })
    // A field may say how long a text it takes; no shorter one is cut.
    const most = Number((await field.getAttribute('maxlength')) ?? text.length)
    if (!kept.includes(text.slice(0, most).trim()))
      cut.push(`${(await field.getAttribute('name')) ?? 'editor'}: ${kept}`)
  }
  return cut
}

/** Sends every form but an article's: it is checked and previewed as typed, and saved it would be the site's. */
export async function sendForms(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const form of document.querySelectorAll<HTMLFormElement>('form:not(#write)'))
      if (form.checkVisibility()) form.requestSubmit()
  })
  await page.waitForLoadState('networkidle')
}
