/** The built pages of the tiny company, by path: what matters of them is their parts. */
export function tinySite(): Record<string, string> {
  const shelf = (id: string) =>
    `<!--part:shelf:${id}--><li id="${id}"><!--part:moved:${id}--><!--/part:moved:${id}--></li><!--/part:shelf:${id}-->`
  const channel = (id: string) =>
    `<!--part:channel:${id}--><li id="${id}"><!--part:open:${id}--><!--/part:open:${id}--></li><!--/part:channel:${id}-->`
  const article = (id: string) =>
    `<!--part:article:${id}--><li>${id}<!--part:lifted:${id}--><!--/part:lifted:${id}--></li><!--/part:article:${id}-->`
  const menu = '<input type="radio" name="segment" value="traveller"[[checked:traveller]]>'
  const channels = `<ol><!--part:channels-->${channel('chat')}${channel('phone')}<!--/part:channels--></ol><!--part:channels-why--><!--/part:channels-why-->`
  const templates = `
<template id="t-why"><p>Shown first [[?because]]because [[because]][[/because]][[?people]]for [[people]][[/people]][[?facts]]: [[facts]][[/facts]].</p>${menu}</template>
<template id="t-why-none"><p>You see the usual order.</p></template>
<template id="t-first"><section id="first">[[items]]</section></template>
<template id="t-first-item"><a href="[[url]]">[[title]]</a> [[because]]</template>
<template id="t-moved-1"></template><template id="t-moved-2">Usually 2nd</template><template id="t-moved-3">Usually 3rd</template>
<template id="t-shelves-note">[[n]] shelves moved up for you</template>
<template id="t-sample-item"><li><a href="[[url]]">[[title]]</a></li></template>
<template id="t-lifted">[[because]]</template>
<template id="t-open">Open</template><template id="t-closed">Closed</template>
<template id="t-channels-why">In this order because [[because]].</template>
<template id="t-thanks">Thank you.</template><template id="t-why-not">Why not?</template><template id="t-why-partly">What else?</template>
<template id="t-results"><p>[[total]] for [[query]]</p><ol data-search="[[key]]">[[items]]</ol></template>
<template id="t-result"><a href="[[url]]">[[title]]</a>[[excerpt]] [[?because]]<b>[[because]]</b>[[/because]]</template>
<template id="t-none">Nothing for [[query]]</template>`
  const page = (body: string) =>
    `<!doctype html><html lang="en"><head><title>Tiny</title><style>@media (width<=48rem){main{margin:0}}</style></head><body><main>${body}</main>${templates}<link rel="stylesheet" href="/_astro/kindred.x.css"></body></html>`
  const why = '<!--part:why--><p>I’m here as…</p><!--/part:why-->'
  return {
    'en/index.html': page(
      `${why}<!--part:first--><!--/part:first--><!--part:shelves-note--><!--/part:shelves-note--><ul><!--part:shelves-->${['start', 'cards', 'trips'].map(shelf).join('')}<!--/part:shelves--></ul>${channels}`,
    ),
    'tr/index.html': page(why),
    'en/for/traveller/index.html': page(
      `${why}<!--part:sample:*--><!--part:title:cards/lost--><li>Lost</li><!--/part:title:cards/lost--><!--/part:sample:*--><ul><!--part:shelves-->${['start', 'cards', 'trips'].map(shelf).join('')}<!--/part:shelves--></ul>`,
    ),
    'en/trips/index.html': page(
      `${why}<!--part:articles-->${['trips/other', 'trips/abroad', 'trips/rates'].map(article).join('')}<!--/part:articles-->`,
    ),
    'en/cards/freeze/index.html': page(
      `<section class="for kin" data-for="traveller business" hidden>Abroad</section><section class="for" data-for="everyone">At home</section><!--part:voted--><form></form><!--/part:voted-->`,
    ),
    'en/search/index.html': page('<input name="q" value="[[q]]"><!--part:results-->Ask<!--/part:results-->'),
    'en/about-you/index.html': page(
      '<div><!--part:about--><noscript>Needs script</noscript><!--/part:about--></div><template id="t-about-nothing"><p>Nothing</p></template><template id="t-about-chosen-traveller"><p>A traveller</p></template><template id="t-about-votes"><h3>Votes</h3><ul>[[items]]</ul></template><template id="t-about-no"><li>[[?url]]<a href="[[url]]">[[title]]</a>[[/url]][[name]], no[[?comment]], “[[comment]]”[[/comment]]</li></template>',
    ),
    'en/contact/index.html': page(
      `<!--part:contact-form--><form><!--part:contact-wrong--><!--/part:contact-wrong--><!--part:contact-lead-->We answer.<!--/part:contact-lead--><input name="attempt" value="[[contact-key]]"><input name="from" value="[[contact-from]]"><textarea>[[contact-text]]</textarea><!--part:contact-email--><input name="email" value="[[contact-email]]"><!--/part:contact-email--></form><!--/part:contact-form--><template id="t-contact-sent">We have it.</template><template id="t-contact-kept">The writers have it.</template><template id="t-contact-unanswered">Nobody answers here.</template><template id="t-contact-fields">Look at the fields.</template><template id="t-contact-files">No files here.</template><template id="t-contact-wait">Too many.</template>`,
    ),
    'en/404.html': page('Not here <!--part:results--><!--/part:results-->'),
    'staff/index.html': page('Desk'),
    'staff/sign-in/index.html': page('Sign in'),
    '_astro/a.js': 'let a = 1',
    'social/a.png': 'PNG',
    'redirects.json': '{"/en/cards/old/": "/en/cards/freeze/"}',
  }
}
