export interface Person {
  readonly name: string | undefined
  readonly email: string | undefined
}

/** Name and address out of `Ayşe Yılmaz <ayse@example.com>`, `Ayşe Yılmaz (ayse@example.com)`, or either alone. */
export function personOf(text: string | undefined): Person {
  const said = (text ?? '').slice(0, 300)
  const email = /[^\s<>();,:"']{1,100}@[^\s<>();,:"']{3,100}/.exec(said)?.[0]
  const name = (email === undefined ? said : said.slice(0, said.indexOf(email)))
    .replace(/["'<(;,:]/g, ' ')
    .trim()
  return { name: name === '' ? undefined : name, email }
}

/** First and last name, and both: any of them may stand in a text. */
export function namesOf(...names: readonly (string | undefined)[]): string[] {
  const given = names.filter((name): name is string => name !== undefined && name.trim() !== '')
  return given.length > 1 ? [given.join(' '), ...given] : given
}
