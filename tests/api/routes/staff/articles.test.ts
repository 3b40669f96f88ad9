import { chmodSync, existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import type {
  HistoryAnswer,
  LibraryAnswer,
  PictureAnswer,
  PublishAnswer,
  ReadingAnswer,
  SavedAnswer,
  SourceAnswer,
} from '#api/routes/staff/answers.ts'
import { writersRoom } from './writers-room.ts'

const parcel = '/articles/en/parcels/where-is-my-parcel'
const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')

async function room() {
  const { house, ...rest } = await writersRoom()
  return { house, ...rest, file: join(house.content, 'articles/en/parcels/where-is-my-parcel.mdx') }
}

describe('an article in the browser', () => {
  it('is saved as a file, whole, when it still is what the writer opened', async () => {
    const { ask, file } = await room()
    const { said: source } = await ask<SourceAnswer>('GET', parcel)
    expect(source).toMatchObject({
      category: 'Parcels',
      branch: null,
      url: '/en/parcels/where-is-my-parcel/',
    })
    expect(source.text).toBe(readFileSync(file, 'utf8'))
    const mine = source.text.replace('three days', 'four days')
    const saved = await ask<SavedAnswer>('PUT', parcel, { text: mine, digest: source.digest })
    expect(saved.said.kept).toBe('file')
    expect(readFileSync(file, 'utf8')).toBe(mine)
    const stale = await ask('PUT', parcel, { text: 'mine', digest: source.digest })
    expect(stale.status).toBe(409)
    expect(readFileSync(file, 'utf8')).toBe(mine)
    expect((await ask('PUT', parcel, { text: source.text, digest: saved.said.digest })).status).toBe(200)
  })

  it('gets the words it lacks as keywords, saved and committed as by its editor', async () => {
    const { ask, file, git, checkout } = await room()
    checkout()
    const before = readFileSync(file, 'utf8')
    const saved = await ask<SavedAnswer>('POST', `${parcel}/keywords`, { add: ['courier', 'lost: box'] })
    expect(saved).toMatchObject({ status: 200, said: { kept: 'commit' } })
    expect(readFileSync(file, 'utf8').length).toBeGreaterThan(before.length)
    expect(readFileSync(file, 'utf8')).toMatch(/^keywords: .*courier, "lost: box"\]$/m)
    expect(git('log', '-1', '--format=%an|%s')).toBe(
      'A writer|Add keywords to "where-is-my-parcel": courier, lost: box\n',
    )
    const { said } = await ask<SourceAnswer>('GET', parcel)
    expect(said.digest).toBe(saved.said.digest)
    expect((await ask('POST', `${parcel}/keywords`, { add: [] })).status).toBe(422)
    expect((await ask('POST', '/articles/en/parcels/nowhere/keywords', { add: ['a'] })).status).toBe(404)
  })

  it('that two writers save at the same time is taken from one, and the other is told', async () => {
    const { ask, file } = await room()
    const { said } = await ask<SourceAnswer>('GET', parcel)
    const texts = ['one', 'two', 'three'].map((word) => `${said.text}\n${word}\n`)
    const all = await Promise.all(texts.map((text) => ask('PUT', parcel, { text, digest: said.digest })))
    expect(all.map(({ status }) => status).toSorted()).toEqual([200, 409, 409])
    expect(texts).toContain(readFileSync(file, 'utf8'))
  })

  it('is committed in the name of the person, and every version can be had back', async () => {
    const { ask, git, checkout } = await room()
    checkout()
    const { said: source } = await ask<SourceAnswer>('GET', parcel)
    expect(source.branch).toBe('help')
    const text = `${source.text}\nMore.\n`
    const saved = await ask<SavedAnswer>('PUT', parcel, { text, digest: source.digest, message: 'Say more' })
    expect(saved.said.kept).toBe('commit')
    expect(git('log', '-1', '--format=%an|%ae|%s')).toBe('A writer|writer@example.com|Say more\n')
    expect(git('status', '--porcelain')).toBe('')
    const { versions } = (await ask<HistoryAnswer>('GET', `${parcel}/history`)).said
    expect(versions.map(({ subject, by }) => [subject, by])).toEqual([
      ['Say more', 'A writer'],
      ['All', 'x'],
    ])
    const old = await ask<{ text: string }>('GET', `${parcel}/history/${versions[1]?.commit}`)
    expect(old.said.text).toBe(source.text)
    expect((await ask('GET', `${parcel}/history/--output=x`)).status).toBe(404)
  })

  it('says when readers see it, by the clocks of the site', async () => {
    const { ask, house, file } = await room()
    const text = '---\ntitle: A\npublish_at: 2026-11-23T07:00:00Z\nexpires_at: 2027-01-01\n---\n\nText.\n'
    writeFileSync(join(house.content, 'site.yaml'), 'locales: [en, tr]\ntimezone: Europe/Istanbul\n')
    writeFileSync(file, text)
    await house.republish()
    const { said } = await ask<ReadingAnswer>('POST', `${parcel}/reading`, { text })
    expect(said).toMatchObject({
      held: 'scheduled',
      schedule: { publish: '2026-11-23T10:00', expire: '2027-01-01T00:00', zone: 'Europe/Istanbul' },
    })
    const { drafts } = (await ask<LibraryAnswer>('GET', '/articles')).said
    expect(drafts).toMatchObject([{ title: 'A', held: 'scheduled', at: '2026-11-23T07:00:00.000Z' }])
  })

  it('is begun in another language from the text there is, as a draft', async () => {
    const { ask } = await room()
    const { said } = await ask<SourceAnswer>('GET', '/articles/tr/returns/send-it-back')
    expect(said).toMatchObject({ digest: null, file: 'articles/tr/returns/send-it-back.mdx' })
    expect(said.text).toMatch(/^---\ndraft: true\ntitle: /)
    expect(
      (await ask('PUT', '/articles/tr/returns/send-it-back', { text: said.text, digest: null })).status,
    ).toBe(200)
  })

  it('is checked and drawn as it is written, for a segment, with the lines of its file', async () => {
    const { ask } = await room()
    const text =
      '---\ntitle: A\nsegments: [busines]\n---\n\n[x](/en/none/)\n\n<For segments="business">\nB\n</For>\n<For everyone>\nE\n</For>\n'
    const { said } = await ask<ReadingAnswer>('POST', `${parcel}/reading`, { text, segment: 'business' })
    expect(said.issues).toMatchObject([
      {
        line: 3,
        message: 'There is no segment called "busines".',
        hint: expect.stringContaining('"business"'),
        stops: true,
      },
      { line: 6, stops: false },
    ])
    expect(JSON.stringify(said.tree)).toContain('"B"')
    expect(JSON.stringify(said.tree)).not.toContain('"E"')
    const broken = await ask<ReadingAnswer>('POST', `${parcel}/reading`, {
      text: '---\ntitle: A\n---\n\n<For',
    })
    expect(broken.said).toMatchObject({ tree: [], issues: [{ line: 5, stops: true }] })
  })

  it.each(['en/parcels/..%2f..%2fsite', 'en/parcels/.env', 'en/..%2fx/y', 'fr/parcels/x', 'en/unknown/x'])(
    'lies on a shelf of the site and nowhere else: %s',
    async (place) => {
      const { ask } = await room()
      expect((await ask('GET', `/articles/${place}`)).status).toBe(404)
      expect((await ask('PUT', `/articles/${place}`, { text: 'x', digest: null })).status).toBe(404)
    },
  )

  it('is not written through a shelf that leads out of the content folder', async () => {
    const { ask, house } = await room()
    symlinkSync('/tmp', join(house.content, 'articles/tr/returns'))
    const answer = await ask('PUT', '/articles/tr/returns/outside-kindred', { text: 'x', digest: null })
    expect(answer.status).toBe(500)
    expect(existsSync('/tmp/outside-kindred.mdx')).toBe(false)
  })

  it.skipIf(process.getuid?.() === 0)('in a folder that cannot be written is refused in words', async () => {
    const { ask, house } = await room()
    const shelf = join(house.content, 'articles/en/parcels')
    chmodSync(shelf, 0o555)
    onTestFinished(() => chmodSync(shelf, 0o755))
    const { said: source } = await ask<SourceAnswer>('GET', parcel)
    const { said } = await ask<{ type: string }>('PUT', parcel, { text: 'x', digest: source.digest })
    expect(said.type).toBe('urn:kindred:problem:read-only')
  })
})

describe('a picture', () => {
  const send = { locale: 'en', category: 'parcels', name: 'The Parcel.PNG', data: png.toString('base64') }

  it('lies beside the article under an address, and another of its name beside it', async () => {
    const { ask, house } = await room()
    const { status, said } = await ask<PictureAnswer>('POST', '/pictures', send)
    expect({ status, name: said.name }).toEqual({ status: 201, name: 'the-parcel.png' })
    expect(readFileSync(join(house.content, 'articles/en/parcels/the-parcel.png'))).toEqual(png)
    expect((await ask<PictureAnswer>('POST', '/pictures', send)).said.name).toBe('the-parcel.png')
    const other = Buffer.concat([png, png]).toString('base64')
    expect((await ask<PictureAnswer>('POST', '/pictures', { ...send, data: other })).said.name).toBe(
      'the-parcel-2.png',
    )
    const served = await house.ask(
      'GET',
      said.address.replace('/api/staff', ''),
      undefined,
      await house.signedIn('writer', 'b@example.com'),
    )
    expect(served.headers.get('content-type')).toBe('image/png')
  })

  it('is by its bytes what it says: no SVG, no page', async () => {
    const { ask } = await room()
    for (const text of ['<svg onload="alert(1)"/>', '<html>', ''])
      expect(
        (await ask('POST', '/pictures', { ...send, data: Buffer.from(text).toString('base64') })).status,
      ).toBe(422)
    expect((await ask('GET', '/pictures/en/parcels/where-is-my-parcel.mdx')).status).toBe(404)
  })
})

describe('publishing', () => {
  it('runs once at a time and shows what it says', async () => {
    const { ask } = await room()
    expect((await ask<PublishAnswer>('GET', '/publishes')).said).toEqual({ issues: [], run: null })
    const both = await Promise.all([
      ask<PublishAnswer>('POST', '/publishes', {}),
      ask<PublishAnswer>('POST', '/publishes', {}),
    ])
    expect(both.map(({ status }) => status).toSorted()).toEqual([202, 409])
    const started = both.find(({ status }) => status === 202)
    expect(started?.said.run).toMatchObject({ by: 'A writer', ended: null })
    await expect
      .poll(async () => (await ask<PublishAnswer>('GET', '/publishes')).said.run, {
        interval: 20,
        timeout: 5000,
      })
      .toMatchObject({ done: true, lines: ['built'] })
  })

  it('starts nothing while an article stops it, and names file and line', async () => {
    const { ask } = await room()
    const { said: source } = await ask<SourceAnswer>('GET', parcel)
    await ask('PUT', parcel, { text: `${source.text}\n<Nope />\n`, digest: source.digest })
    const { status, said } = await ask<PublishAnswer>('POST', '/publishes', {})
    expect(status).toBe(200)
    expect(said).toMatchObject({
      run: null,
      issues: [
        { file: 'articles/en/parcels/where-is-my-parcel.mdx', line: source.text.split('\n').length + 1 },
      ],
    })
  })
})
