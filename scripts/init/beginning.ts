/** What a new help centre is made from. */
export interface Beginning {
  readonly name: string
  /** BCP 47, the site's first language first; at least one. */
  readonly locales: readonly string[]
  readonly email: string
}

/** The files of a content folder by their paths in it, each explained in place. */
export function beginning({ name, locales, email }: Beginning): Record<string, string> {
  const [first = 'en'] = locales
  /** The same words for every language: what is to be translated stands where its translation will. */
  const said = (text: string) =>
    `{ ${locales.map((locale) => `${locale}: ${JSON.stringify(text)}`).join(', ')} }`
  const article = (path: string) => `articles/${first}/${path}.md`
  return {
    'site.yaml': `# The help centre itself. Every field is described in content/model/site.ts.
name: ${JSON.stringify(name)}
title: ${said(`${name} Help`)}
# The first language is the one that strangers see whose browser asks for none of these.
locales: [${locales.join(', ')}]
contact:
  email: ${JSON.stringify(email)}
# Where the company's day begins and ends: opening hours and ages are counted in it.
timezone: UTC
# Articles write {{support_email}}; a change here changes all of them.
variables:
  support_email: ${JSON.stringify(email)}
`,
    [`glossary/${first}.yaml`]: `# Words that readers may not know: explained where an article first has them.
password manager: >-
  A program that keeps your passwords and fills them in, so that you need to remember one alone.
`,
    'traits.yaml': `# Facts about a customer that segments may ask for. Your product sends them in a signed token.
# "signed: true": a visitor cannot claim it by a link. Types: string, number, boolean, date, list.
- id: plan
  type: string
  values: [free, business]
  signed: true
  label: ${said('Plan')}
  text: ${said('your plan is {value}')}
- id: signed_up_at
  type: date
  signed: true
  label: ${said('Customer since')}
  text: ${said('you joined on {value}')}
  days_text: ${said('you joined {value} days ago')}
`,
    'categories.yaml': `# The shelves, in the editors' order. A folder below articles/<locale>/ is a shelf's id.
- id: getting-started
  label: ${said('Getting started')}
- id: account
  label: ${said('Your account')}
`,
    'segments/business.yaml': `# A named group of customers. Segments change the order of articles, and hide nothing from anybody.
label: ${said('Business customer')}
as: ${said('A business customer')}
because: ${said('you have the business plan')}
# Of several segments a customer belongs to, the highest comes first.
priority: 20
# Who belongs: conditions as in GrowthBook, over the traits of traits.yaml.
who:
  plan: business
# Shelves and articles that are shown first to them.
categories: [account]
suggest: [account/add-a-colleague]
`,
    'segments/newcomer.yaml': `label: ${said('Newcomer')}
as: ${said('Someone new here')}
because: ${said('you joined less than 30 days ago')}
priority: 10
# Every date trait also gives its age in days: <trait>_days.
who:
  signed_up_at_days: { $lt: 30 }
categories: [getting-started]
suggest: [getting-started/first-steps]
`,
    [article('getting-started/first-steps')]: `---
title: First steps
description: What to do on the first day.
segments: [newcomer]
keywords: [begin, start, new here]
---

The address of this article is its path: \`articles/${first}/getting-started/first-steps.md\` becomes \`/${first}/getting-started/first-steps/\`.

1. Sign in with the address you registered.
2. Choose what you want to do first.

## When something does not work

Write down what you did and what the screen said. One heading a question: each is found by itself.
`,
    [article('account/sign-in')]: `---
title: Sign in, and what to do when you cannot
description: A new password in two minutes.
# Words that customers use and the text does not: search finds them.
keywords: [login, log in, locked out, forgot password]
---

Press **Forgot your password** below the form. A link comes by e-mail and is good for one hour.

> [!NOTE]
> The link opens once. Ask for another if it has been used.

A password manager fills in the new password next time. When no link arrives, write to {{support_email}}.
`,
    [article('account/add-a-colleague')]: `---
title: Add a colleague
description: Who may invite others, and what they see.
segments: [business]
---

Open **Settings**, then **People**, and write their address. They see what their role allows.

Cannot sign in? See [Sign in](/${first}/account/sign-in/).
`,
  }
}
