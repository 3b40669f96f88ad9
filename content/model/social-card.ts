/** What the picture says that other sites show beside a link to a page. */
export interface SocialCard {
  /** Of the page, in its own language. */
  readonly title: string
  /** The shelf it is on; '' for others than articles. */
  readonly shelf: string
  /** The help centre's name, the company's in front of it where it begins with that. */
  readonly site: readonly [company: string, rest: string]
}

/**
 * What stands in a page as the address of its card until the card is drawn: Astro's build runs without the fonts, and a
 * card that another build drew is used again (scripts/site/social-cards.ts).
 */
export const cardMark = 'social-card:'
