import { type Channel, contactForm } from '#content/model/channel.ts'

/** Where a way to reach us leads; our own form has an address in each locale. */
export const channelAddress = ({ href }: Channel, locale: string, from = ''): string =>
  href === contactForm ? `/${locale}/contact/${from ? `?from=${from}` : ''}` : href

/** What a reader without a mouse, or with paper, needs: the number or the address itself. */
export const shownAddress = ({ shown, href }: Channel): string | undefined =>
  shown ?? /^mailto:([^?]+)/.exec(href)?.[1]
