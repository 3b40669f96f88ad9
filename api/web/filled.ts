/** What the places of a text are filled with. */
export type Values = Readonly<Record<string, string | number>>

/** `{name}` filled in; a place without a value stays as it is. */
export function filled(text: string, values: Values): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}
