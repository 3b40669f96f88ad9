/** The only way of a foreign text into the page. */
export function escaped(text: string): string {
  return (
    text
      .replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not pass
      .replace(/[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/g, ' ')
      .toWellFormed()
  )
}
