import { type Found, inOrder, type Passage } from './detector.ts'

const cue =
  /(?<![a-z0-9])(?:born(?: on)?|date of birth|d\.?o\.?b\.?|birth ?date|birthday|dogum (?:tarihi\w{0,4}|gunu\w{0,3})|data urodzenia|urodzon[aey]|urodzil(?:em|am) sie|ur\.|geboren(?: am)?|geburts(?:datum|tag)|geb\.|nee? le|ne\(e\) le|date de naissance|nacid[oa](?: el)?|naci el|fecha de nacimiento)(?![a-z0-9])/g
const months =
  '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|oca|sub|nis|haz|tem|agu|eyl|eki|kas|ara|sty|lut|kwi|maj|cze|lip|sie|wrz|paz|lis|gru|mai|okt|dez|janv|fev|avr|juin|juil|aou|ene|abr|ago|dic)[a-z]{0,9}'
const date = `(?:\\d{1,2}[./ -]{1,2}\\d{1,2}[./ -]{1,2}(?:19|20)?\\d{2}|(?:19|20)\\d{2}[./-]\\d{1,2}[./-]\\d{1,2}|\\d{1,2}(?:st|nd|rd|th|er|\\.)? (?:of |de )?${months}\\.?,? (?:de )?(?:19|20)\\d{2}|${months}\\.? \\d{1,2}(?:st|nd|rd|th)?,? (?:19|20)\\d{2})(?!\\d)`
const dateAfter = new RegExp(
  `[ :=]{0,3}(?:(?:is|was|on|the|to|jest|ist|est|es|am|le|el|w dniu|dnia)[: ]{1,2}){0,2}(${date})`,
  'dy',
)
/** "14.05.1984 doğumluyum". */
const dateBefore = new RegExp(
  `(?<![\\d.])(${date})(?='?[a-z]{0,3} (?:dogumlu|dogdum|tarihinde dogd|doguml))`,
  'g',
)

/** Dates of birth, by the word that says so: a day alone is the day of a payment. */
export function birthDates({ folded }: Passage): readonly Found[] {
  const found: Found[] = []
  for (const hit of folded.matchAll(cue)) {
    dateAfter.lastIndex = hit.index + hit[0].length
    const place = dateAfter.exec(folded)?.indices?.[1]
    if (place !== undefined) found.push({ from: place[0], to: place[1], mark: 'birth-date' })
  }
  for (const { 1: written, index } of folded.matchAll(dateBefore))
    found.push({ from: index, to: index + written!.length, mark: 'birth-date' })
  return inOrder(found)
}
