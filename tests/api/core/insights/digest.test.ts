import { expect, it } from 'vitest'
import { type DigestFacts, digestOf } from '#core/insights/digest.ts'

const quiet: DigestFacts = {
  site: 'Acme <Help>',
  until: '2026-11-22',
  shares: [
    { name: 'Searches that end in reading', week: { yes: 72, of: 100 }, before: { yes: 280, of: 400 } },
    { name: 'Found it helpful', week: { yes: 3, of: 4 }, before: { yes: 2, of: 5 } },
  ],
  segments: [
    { label: 'Business', yes: 70, of: 100 },
    { label: 'Traveller', yes: 68, of: 100 },
  ],
  satisfied: { week: { yes: 80, of: 100 }, before: { yes: 330, of: 400 } },
  gaps: [
    {
      title: 'Broken <b>parcel</b>',
      url: 'https://help.example/staff/gap/?id=g1',
      volume: 35,
      growing: false,
    },
  ],
  insights: 'https://help.example/staff/insights/',
}

it('says the week beside the four weeks before, and leaves out what fewer than ten did', () => {
  const { alerts, subject, text } = digestOf(quiet)
  expect(alerts).toEqual([])
  expect(subject).toBe('[Acme <Help>] The week to 2026-11-22: nothing to look at')
  expect(text).toContain('Searches that end in reading: 72 % of 100 (four weeks before: 70 % of 400)')
  expect(text).not.toContain('Found it helpful')
})

it('alerts of a gap that grows fast, of a segment that finds less, and of satisfaction that fell', () => {
  const { alerts, subject } = digestOf({
    ...quiet,
    gaps: [{ ...quiet.gaps[0]!, growing: true }],
    segments: [...quiet.segments, { label: 'Newcomer', yes: 30, of: 100 }],
    satisfied: { week: { yes: 50, of: 100 }, before: { yes: 330, of: 400 } },
  })
  expect(alerts).toEqual([
    'A gap is growing fast: Broken <b>parcel</b> (35 questions).',
    'Newcomer finds less than the others: 30 % of 100 searches end in reading, of the others 69 % of 200.',
    'Satisfaction fell: 50 % of 100, in the four weeks before 83 % of 400.',
  ])
  expect(subject).toContain('A gap is growing fast')
})

it('does not alert of what chance may have done, nor of fewer than ten', () => {
  expect(
    digestOf({ ...quiet, satisfied: { week: { yes: 7, of: 10 }, before: { yes: 330, of: 400 } } }).alerts,
  ).toEqual([])
  expect(
    digestOf({ ...quiet, segments: [...quiet.segments, { label: 'Few', yes: 0, of: 9 }] }).alerts,
  ).toEqual([])
})

it('shows customers’ words on the page as text', () => {
  expect(digestOf(quiet).html).not.toMatch(/<b>|<Help>/)
})
