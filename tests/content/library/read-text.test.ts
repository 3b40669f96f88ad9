import { describe, expect, it } from 'vitest'
import { readLibrary } from '#content/library/index.ts'
import { printIssue } from '#content/library/issue.ts'
import { readReplies } from '#content/library/read-replies.ts'
import { article, contentFolder } from '#tests/support/content-folder.ts'

const latin1 = (text: string): Uint8Array => Buffer.from(text, 'latin1')
const issuesOf = async (files: Readonly<Record<string, string | Uint8Array>>): Promise<string> =>
  (await readLibrary(contentFolder(files))).issues.map(printIssue).join('\n')

describe('a file that is no text in UTF-8', () => {
  it.each([
    ['an article, in its front-matter', 'articles/en/a/one.md', latin1(article('Gebühr')), 2],
    ['an article, in its text', 'articles/en/a/one.md', latin1(article('A', 'Gebühr')), 5],
    ['an article with a NUL', 'articles/en/a/one.md', Buffer.from(article('A', 'a\0b')), 5],
    ['an article in UTF-16', 'articles/en/a/one.md', Buffer.from(`\uFEFF${article('A')}`, 'utf16le'), 1],
    ['the list of shelves', 'categories.yaml', latin1('- id: a\n  label: Gebühr\n'), 2],
    ['what a folder says of its shelf', 'articles/en/a/_category.yaml', latin1('label: Gebühr\n'), 1],
  ])('is an issue with its line: %s', async (_, file, bytes, line) => {
    const issues = await issuesOf({ 'articles/en/a/two.md': article('Two'), [file]: bytes })
    expect(issues).toContain(`${file}:${line}\n  This file is not text in UTF-8`)
  })

  it('is an issue of the replies, too', async () => {
    const folder = contentFolder({ 'replies/one.yaml': latin1('# Gebühr\n') })
    const { issues } = await readReplies(folder, { segments: [], channels: [] })
    expect(issues).toMatchObject([{ file: 'replies/one.yaml', line: 1 }, {}])
  })

  it('is none where somebody writes about the character that stands for lost letters', async () => {
    expect(
      await issuesOf({ 'articles/en/a/one.md': article('Why do I see \uFFFD?', 'Instead of ü: \uFFFD.') }),
    ).toBe('')
  })
})
