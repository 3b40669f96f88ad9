/** An expression of mining, and what stands in its place when the mechanism is off. */
export interface Off {
  /** Below scripts/mining. */
  readonly file: string
  /** Stands in the file once. */
  readonly text: string
  readonly instead: string
}

/** The mechanisms of mining that change which topics are found and in which order, and how each is switched off. */
export const mechanisms: Readonly<Record<string, Off>> = {
  'recurring lines are left out': {
    file: 'text/clean.ts',
    text: 'line !== undefined && recurs.has(shape(line))',
    instead: 'line !== line',
  },
  'a telling subject is read': {
    file: 'text/clean.ts',
    text: 'const own = telling(subject, said)',
    instead: 'const own = false',
  },
  stems: {
    file: 'text/tf-idf.ts',
    text: 'root: termOf(said, language)',
    instead: 'root: said',
  },
  'pairs of words': {
    file: 'text/tf-idf.ts',
    text: 'pair: pairWeight,',
    instead: 'pair: 0,',
  },
  'runs of letters': {
    file: 'text/tf-idf.ts',
    text: 'letters: 1 }',
    instead: 'letters: 0 }',
  },
  'term strength': {
    file: 'topic-model/fit.ts',
    text: 'strengthened(plain, unweighed, strengthOf(unweighed))',
    instead: '{ vocabulary: plain, matrix: unweighed }',
  },
  'second round of term strength': {
    file: 'thresholds.ts',
    text: 'rounds: 2',
    instead: 'rounds: 1',
  },
  'latent semantic analysis: 200 directions, not all': {
    file: 'topic-model/fit.ts',
    text: 'const dimensions = 200',
    instead: 'const dimensions = 2000',
  },
  smoothing: {
    file: 'thresholds.ts',
    text: 'smoothings: 2',
    instead: 'smoothings: 0',
  },
  'second round of smoothing': {
    file: 'thresholds.ts',
    text: 'smoothings: 2',
    instead: 'smoothings: 1',
  },
  'several sizes of neighbourhood': {
    file: 'thresholds.ts',
    text: 'doublings: 3',
    instead: 'doublings: 0',
  },
  'several resolutions': {
    file: 'thresholds.ts',
    text: '[0.5, 1, 2, 4, 8, 16]',
    instead: '[1]',
  },
  'edges weighted by shared neighbours': {
    file: 'clustering/louvain.ts',
    text: '(cosines[i]! * (1 + shared)) / (1 + k)',
    instead: 'cosines[i]!',
  },
  'granularity by the articles': {
    file: 'clustering/cluster.ts',
    text: 'silhouette(points, { of, count }, dims) + likeArticles(space, { of, count }, { ...passages, dims })',
    instead: 'silhouette(points, { of, count }, dims)',
  },
  'articles beyond chance': {
    file: 'clustering/granularity.ts',
    text: '(both - chance) / (most - chance)',
    instead: 'both / most',
  },
  'granularity by the silhouette': {
    file: 'clustering/cluster.ts',
    text: 'silhouette(points, { of, count }, dims) + likeArticles(space, { of, count }, { ...passages, dims })',
    instead: 'likeArticles(space, { of, count }, { ...passages, dims })',
  },
  'core members': {
    file: 'thresholds.ts',
    text: 'clearlyFrom: 0.8',
    instead: 'clearlyFrom: 0',
  },
  'coverage by lift, not by the cosine of means': {
    file: 'clustering/coverage.ts',
    text: 'const lift = draw[topic * articles + a]! / size',
    instead: 'const lift = Math.max(0, dot(centres, topic * dims, passages, p * dims, dims)) + 0 * size',
  },
  'benefit of the doubt of tiny topics': {
    file: 'thresholds.ts',
    text: 'benefitOfDoubt: 0.25',
    instead: 'benefitOfDoubt: 0',
  },
  'topics count by size in Otsu': {
    file: 'topic-model/fit.ts',
    text: 'Int32Array.from(made, ({ positions }) => positions.length)',
    instead: 'Int32Array.from(made, () => 1)',
  },
  'rank by agreement': {
    file: 'gaps/find-gaps.ts',
    text: 'parts.agreement ** 2 * ',
    instead: '',
  },
  'rank by openness': {
    file: 'gaps/find-gaps.ts',
    text: 'Math.sqrt(total) * parts.openness',
    instead: 'Math.sqrt(total)',
  },
}
