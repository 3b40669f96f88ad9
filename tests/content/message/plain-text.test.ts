import { expect, it, test } from 'vitest'
import { authored } from '#content/message/authored.ts'
import { plainText } from '#content/message/plain-text.ts'

it('decodes entities with tags and without', () => {
  expect(plainText('can&#39;t log in&nbsp;since')).toBe("can't log in since")
  expect(plainText('<p>can&#39;t log in&nbsp;since</p>')).toBe("can't log in since")
  expect(plainText('&amp;lt;b&amp;gt; &#0; &#xD800;')).toBe('&lt;b&gt; \ufffd \ufffd')
})

it('breaks lines where HTML does, and reads no style or script', () => {
  const html =
    '<style>p{}</style><p>One <b>two</b></p><div>three<br>four</div><script>x()</script><table><tr><td>a</td><td>b</td></tr></table>'
  expect(plainText(html)).toBe('One two\nthree\nfour\na b')
})

const lost = '<div>My card is lost</div>'
test.each([
  [
    'Gmail',
    `${lost}<div class="gmail_quote"><div>16 Kas 2026 tarihinde Destek şunu yazdı:</div><blockquote>Reset it.</blockquote></div>`,
  ],
  [
    'Gmail, in an unknown language',
    `${lost}<div class="gmail_quote gmail_quote_container"><div class="gmail_attr">2026. nov. 16. Acme írta:</div><blockquote>Reset it.</blockquote></div>`,
  ],
  ['Yahoo', `${lost}<div class="yahoo_quoted">Reset it.</div>`],
  ['a blockquote with paragraphs', `${lost}<blockquote type="cite"><p>Reset it.</p><p>Now.</p></blockquote>`],
  [
    'Outlook',
    `${lost}<div id="divRplyFwdMsg"><b>From:</b> Acme &lt;a@acme.example&gt;<br><b>Sent:</b> Monday<br><b>To:</b> Me<br><b>Subject:</b> RE: PIN</div><div>Reset it.</div>`,
  ],
  [
    'Outlook, its ruled block',
    `${lost}<div style="border:none;border-top:solid #E1E1E1 1.0pt"><p class="MsoNormal"><b>Von:</b> Acme<br><b>Gesendet:</b> Montag<br><b>An:</b> Mich<br><b>Betreff:</b> AW: PIN</p></div><p>Reset it.</p>`,
  ],
])('quotes of HTML keep being quotes: %s', (_, html) => {
  expect(authored({ body: plainText(html) })).toBe('My card is lost')
})

it('keeps what Gmail forwards', () => {
  const html =
    '<div class="gmail_quote"><div class="gmail_attr">---------- Forwarded message ---------<br>From: <b>Ann</b><br>Subject: card<br></div><br>Where is my card?</div>'
  expect(authored({ body: plainText(html) })).toBe('Where is my card?')
})

it('reads deep nesting without a crash', () => {
  expect(plainText(`${'<div>'.repeat(20_000)}deep${'</div>'.repeat(20_000)}`)).toContain('deep')
})
