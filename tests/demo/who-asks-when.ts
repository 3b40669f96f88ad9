import type { Random } from './random.ts'

/** What a demo customer mainly is. A newcomer is anyone in their first 60 days. */
export const kinds = [
  'private',
  'newcomer',
  'traveller',
  'premium',
  'student',
  'business',
  'business-traveller',
] as const
export type Kind = (typeof kinds)[number]

const usual: Readonly<Record<Kind, number>> = {
  private: 50,
  newcomer: 10,
  traveller: 14,
  premium: 10,
  student: 8,
  business: 6,
  'business-traveller': 2,
}

/** Who asks about what, by BANKING77 label: invented, but plausible. First line that fits wins. */
const leanings: readonly [RegExp, Partial<Record<Kind, number>>][] = [
  [/atm|cash_withdrawal|swallowed|wrong_amount_of_cash/, { traveller: 5, 'business-traveller': 4 }],
  [
    /exchange|fiat|country_support|visa_or_mastercard|card_acceptance/,
    { traveller: 4, premium: 1.5, 'business-traveller': 5 },
  ],
  [
    /direct_debit|beneficiary|transfer_fee|pending_transfer|declined_transfer|failed_transfer/,
    { business: 6, 'business-traveller': 3 },
  ],
  [/transfer|receiving_money|source_of_funds/, { business: 3, premium: 1.5 }],
  [
    /verify|identity|age_limit|card_arrival|delivery|activate|order_physical|get_physical|card_linking/,
    { newcomer: 5, student: 1.5 },
  ],
  [/cash_or_cheque|top_up|topping/, { student: 4, newcomer: 2 }],
  [/spare_card|disposable|virtual/, { premium: 3, business: 3 }],
  [/apple_pay|contactless|pin/, { student: 2 }],
  [/fee|charge/, { student: 2, business: 1.5 }],
  [/terminate/, { private: 1.5 }],
]

export function askers(label: string): Record<Kind, number> {
  const leaning = leanings.find(([pattern]) => pattern.test(label))?.[1] ?? {}
  const weights = { ...usual }
  for (const kind of kinds) weights[kind] *= leaning[kind] ?? 1
  return weights
}

/** Topics whose questions pile up towards the end of the year. */
const rising =
  /^(direct_debit_payment_not_recognised|card_linking|wrong_exchange_rate_for_cash_withdrawal|disposable_card_limits|country_support|top_up_reverted|verify_top_up|Refund_not_showing_up)$/
/** Topics that were loud in spring and are nearly over. */
const fading = /^(card_acceptance|declined_cash_withdrawal|top_up_by_cash_or_cheque)$/
/** Asked when people travel. */
const summer = /atm|exchange|cash_withdrawal|swallowed|fiat/

const day = 86_400_000
const end = Date.UTC(2026, 10, 15)
const year = 365
const slope = 120

/** An instant in the twelve months before 15 November 2026, midnight. */
export function dayOf(random: Random, label: string): number {
  for (;;) {
    const u = random.next()
    // Half of a rising topic's questions come evenly over the year, half on a slope of four months up to its end.
    const grown = rising.test(label) && random.chance(0.5)
    const age = grown ? slope * (1 - Math.sqrt(u)) : fading.test(label) ? year * (1 - u ** 3) : year * u
    const at = end - age * day
    const date = new Date(at)
    const month = date.getUTCMonth()
    const warm = summer.test(label) ? (month >= 5 && month <= 8 ? 1 : 0.45) : 0.8
    const quiet = date.getUTCDay() % 6 === 0 ? 0.6 : 1
    // The bank grows by a third over the year.
    const growth = 0.75 + 0.25 * (1 - age / year)
    if (!random.chance(warm * quiet * growth)) continue
    const hour = Math.min(
      23.9,
      Math.max(0, 13.5 + 4.5 * (random.next() + random.next() + random.next() - 1.5) * 2),
    )
    return Math.floor(at / day) * day + Math.floor(hour * 3600) * 1000
  }
}
