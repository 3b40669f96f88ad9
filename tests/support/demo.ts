import { join } from 'node:path'

const root = join(import.meta.dirname, '..', '..')

/** Another port lets two checkouts run their journeys side by side. */
const port = Number(process.env['DEMO_PORT'] ?? 4390)

/** The running demo that journeys and accessibility checks share: its own copy of the content, its own data. */
export const demo = {
  root,
  port,
  url: `http://127.0.0.1:${port}`,
  content: join(root, 'test-results', 'demo', 'content'),
  data: join(root, 'test-results', 'demo', 'data'),
} as const

/** Origin of a page that shows the desk in a frame: to a browser another site than the demo's. */
export const helpDesk = `http://localhost:${port + 1}`

/** Origin of a product that shows the widget: to a browser another site than the demo's. */
export const product = helpDesk

/** Environment in which the product's own commands work on that demo. */
export const demoEnvironment: Record<string, string | undefined> = {
  ...process.env,
  PORT: String(demo.port),
  HOST: '127.0.0.1',
  KINDRED_CONTENT: demo.content,
  KINDRED_DATA: demo.data,
  KINDRED_ORIGIN: demo.url,
  // Nobody is held out: a journey must see the tailoring it is about.
  KINDRED_HOLDOUT: '0',
  KINDRED_DESK_ORIGINS: helpDesk,
  KINDRED_WIDGET_ORIGINS: product,
  // A desk that is away: nothing listens there.
  KINDRED_CONTACT: 'http://127.0.0.1:9/hook',
  KINDRED_CONTACT_KEY: '07'.repeat(32),
  // Mail goes to whichever journey listens there.
  KINDRED_SMTP: `smtp://127.0.0.1:${demo.port + 1}`,
  KINDRED_MAIL_FROM: 'help@marlin.example',
}
