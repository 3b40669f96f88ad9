import { fewestShown } from '#core/gap-figures.ts'

/** Each figure of the page in one or two sentences: behind its heading, and in "How to read this". */
export const explanations = {
  asked: [
    'Asked',
    'How many questions about this were counted: tickets, and with them searches without a result or without a click, flags and bad votes with words. The bar compares it with the most asked.',
  ],
  upTo: [
    'Adds up to',
    'The share of all unanswered questions in the gaps from the first down to this one. Where it passes 80% a line is drawn: what stands above it leaves four in five of these questions open.',
  ],
  weeks: [
    '12 weeks',
    'Questions in each of the last twelve weeks, from zero, the newest on the right. The line is in colour when questions grew by half or more lately, for the five that grew most.',
  ],
  who: [
    'Who asks more',
    `How many times as often a segment asks this as everyone else: 2× is twice as often. Named only when the whole 95% interval lies above 1×. Figures from fewer than ${fewestShown} questions are withheld, because they could point at a person.`,
  ],
  languages: ['Languages', 'Questions in each language. The language most of them are in is bold.'],
  near: [
    'Nearest article, and why it is not enough',
    'The article with most in common with these questions, and which of the customers’ words it lacks. Its likeness goes from 0, nothing in common, to 1, the same words.',
  ],
  state: [
    'State',
    'What people decided and published so far. An empty circle: nobody yet. Half: somebody is on it. Full: there is an article.',
  ],
  order: [
    'The order',
    'Gaps stand in order of what an answer would be worth: how many people ask and what their unanswered question costs, how far from answered it is, and how much the questions are of one mind.',
  ],
  value: [
    'Value',
    'What an unanswered question costs, from 1, usual, to 5: the mean over those who ask, from the profiles of their segments.',
  ],
} as const satisfies Record<string, readonly [term: string, meaning: string]>

export type Explained = keyof typeof explanations
