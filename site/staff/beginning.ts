/** A text of at most so many characters: a longer one ends after a whole word, with an ellipsis. */
export function beginning(text: string, most: number): string {
  const characters = [...text]
  if (characters.length <= most) return text
  const cut = characters.slice(0, most).join('')
  const whole = characters[most] === ' ' ? cut : cut.replace(/\s\S*$/, '')
  return `${whole.replace(/[\s,;:–-]+$/, '')}…`
}
