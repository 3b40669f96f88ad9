import { whyWithheld } from '#core/gaps/figures.ts'

/** Each figure of the page in one or two sentences: where it stands, on hover, and in "How to read this". */
export const explanations = {
  asked: [
    'Asked',
    'How many questions about this were counted: tickets, and with them searches without a result or without a click, flags and bad votes with words. The bar compares it with the most asked.',
  ],
  upTo: [
    'Adds up to',
    'The share of all unanswered questions in the gaps from the first down to this one. Where it passes a half a line is drawn: answers to what is above it would settle half of what is open.',
  ],
  weeks: [
    '12 weeks',
    'Questions in each of the last twelve weeks, from zero, the newest on the right. The line is in colour when questions grew by half or more lately, for the five that grew most.',
  ],
  who: [
    'Who asks more',
    `How many times as often a segment asks this as everyone else: 2× is twice as often. Named only when the whole 95% interval lies above 1×. ${whyWithheld}`,
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
  share: ['Share', 'Of all unanswered questions in gaps, so much is in gaps of this kind.'],
  kind: [
    'Kind of gap',
    'What is missing, and so what would help: an article, one in another language or for other readers, a better one, or a change of the product.',
  ],
  customers: [
    'Customers',
    'How many people asked. A question of which nobody knows whose it is counts as one person.',
  ],
  samples: [
    'In their words',
    'Questions that are typical of the gap, as customers wrote them and without what could tell who they are, of so many counted. Words they share are those most particular to this gap, most particular first.',
  ],
  pace: [
    'More and more, steadily, less and less',
    'Questions in the last four weeks beside those in the four before. Fewer than twelve in eight weeks rise and fall by chance, so nothing is said of them.',
  ],
  lift: [
    'Lift',
    'How many times as often a segment asks this as all other customers: 1× is as often as they.',
  ],
  interval: [
    'Interval',
    'In 95 of 100 such cases the true lift lies between these two. Where 1 lies between them the segment may ask no more than others.',
  ],
  channels: ['Channels', 'Questions by the way they came.'],
  recent: [
    'Last days',
    'Questions and people in the newest days; how many days is a setting, and what makes a gap is counted by it.',
  ],
  readers: [
    'Its readers',
    'How many of those who voted under the nearest article said it helped. The share of all readers it helps lies between the two percentages in 95 of 100 such cases.',
  ],
  id: ['Gap', 'The name a gap keeps from mining to mining, so that what was decided about it stays with it.'],
  likeness: [
    'Likeness',
    'How much the nearest article has in common with these questions: 0 is nothing, 1 the same words.',
  ],
  written: [
    'For them, and all',
    'Articles on a shelf in one language that name the segment as their reader, and all articles there. Everyone may read all of them; their own stand first.',
  ],
  words: [
    'Words no article has',
    'How many tickets have the word, whatever its ending, and no article in their language has it. Listed are words whose tickets stand mostly in one to three gaps: words that are used everywhere say nothing of what is missing. Written into an article, or among its keywords, they lead to it.',
  ],
  terms: [
    'Searches, people',
    'How often a word was searched for that is in no article, by how many people, and when last.',
  ],
} as const satisfies Record<string, readonly [term: string, meaning: string]>

export type Explained = keyof typeof explanations

/** A figure's name in the text: what it means shows on hover, from the style, and stands in "How to read this". */
export function term(key: Explained, label: string = explanations[key][0]): string {
  return `<span class=w-${key}>${label}</span>`
}

/** Said once in the style, however many gaps there are. */
export const termStyle = Object.entries(explanations)
  .map(([key, [, says]]) => `.w-${key}:hover::after { content: ${JSON.stringify(says)} }`)
  .join('\n')
