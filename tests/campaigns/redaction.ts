/** `npm run campaign:redaction -- 20000`: the properties of redaction, each so many times. */
import { properties } from '#tests/content/redaction/redact-properties.ts'

const runs = Number(process.argv[2] ?? 20_000)
for (const [name, holds] of Object.entries(properties)) {
  const begun = performance.now()
  holds(runs)
  console.log(`${runs} runs in ${((performance.now() - begun) / 1000).toFixed(0)} s: ${name}`)
}
