/** Shorter than this, in words, a question is a greeting: "How are you?" */
const fewestWords = 4

/** Most questions that are taken from one message. */
const mostQuestions = 4

/**
 * The questions that one message asks, by sentence segmentation (UAX #29): sentences that end in a question mark, with
 * the statement before one that only points at it ("Is that normal?"). Fewer than two: the message is one question.
 */
export function questionsOf(text: string, language: string): string[] {
  const sentences = [...new Intl.Segmenter(language, { granularity: 'sentence' }).segment(text)].map(
    ({ segment }) => segment.replace(/\s+/g, ' ').trim(),
  )
  const asked = sentences.flatMap((sentence, at) => {
    if (!sentence.endsWith('?')) return []
    if (wordsIn(sentence) >= fewestWords) return [sentence]
    const before = sentences[at - 1]
    return before && !before.endsWith('?') && wordsIn(before) >= fewestWords ? [`${before} ${sentence}`] : []
  })
  return asked.length > 1 ? [...new Set(asked)].slice(0, mostQuestions) : []
}

const wordsIn = (sentence: string): number => sentence.split(/\s+/).length
