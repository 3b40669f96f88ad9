/**
 * A browser writes `hidden` as `hidden=""`, and a placeholder that stands for an attribute as `[[name]]=""`.
 * This takes both back, so that {@link assemble} meets the text our build wrote.
 */
export function asBuilt(serialised: string): string {
  return serialised
    .replaceAll(']]=""', ']]')
    .replaceAll('<li hidden="">', '<li hidden>')
    .replace(/(<section class="for(?: kin)?" data-for="[^"]*" hidden)="">/g, '$1>')
}
