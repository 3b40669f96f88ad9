import { expect, it } from 'vitest'
import { rowOf } from '#scripts/import/files/csv.ts'

const columns = ['id', 'subject', 'body']

it('a row has no words where a spreadsheet wrote an error', () => {
  expect(rowOf(['1', '#N/A', ' #REF! '], columns)).toEqual({ id: '1', subject: '', body: '' })
  const asked = ['2', 'What does #N/A mean?', '#VALUE']
  expect(rowOf(asked, columns)).toEqual({ id: '2', subject: asked[1], body: asked[2] })
})
