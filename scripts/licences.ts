import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runCommand } from './command.ts'

const usage = `Usage: npm run licences

Counts the licences of everything package-lock.json names, run time and build apart, and names whatever has a licence
that a company must look at before it installs Kindred. A list of parts in CycloneDX: npm run sbom.

Exit code: 0 all are known; 1 one is not.`

/** Licences that allow use and sale without opening one's own code. */
const permissive = [
  ...['MIT', 'MIT-0', 'ISC', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD'],
  ...['BlueOak-1.0.0', 'CC0-1.0', 'Unlicense', 'Python-2.0'],
]

/** Licences that open only changes to the part itself; taken for parts that the build uses unchanged. OFL: of typefaces. */
const forTheBuild = ['MPL-2.0', 'LGPL-3.0-or-later', 'OFL-1.1']

interface Part {
  readonly name: string
  readonly licence: string
  readonly dev: boolean
}

/** @param lock text of package-lock.json */
export function partsIn(lock: string): Part[] {
  const { packages } = JSON.parse(lock) as {
    packages: Record<string, { license?: string; dev?: boolean; link?: boolean }>
  }
  return Object.entries(packages)
    .filter(([path, { link }]) => path !== '' && !link)
    .map(([path, { license = 'none stated', dev = false }]) => ({
      name: path.replace(/^.*node_modules\//, ''),
      licence: license,
      dev,
    }))
}

/** Whether an SPDX expression may be taken: of "or" one of its licences, of "and" each. */
export function taken({ licence, dev }: Pick<Part, 'licence' | 'dev'>): boolean {
  const known = dev ? [...permissive, ...forTheBuild] : permissive
  return licence
    .replace(/[()]/g, '')
    .split(/ or /i)
    .some((choice) => choice.split(/ and /i).every((one) => known.includes(one.trim())))
}

if (import.meta.main)
  await runCommand({
    usage,
    options: {},
    async run() {
      const parts = partsIn(readFileSync(join(import.meta.dirname, '..', 'package-lock.json'), 'utf8'))
      for (const [title, dev] of [
        ['At run time', false],
        ['For building and testing', true],
      ] as const) {
        const counted = Map.groupBy(
          parts.filter((part) => part.dev === dev),
          ({ licence }) => licence,
        )
        const lines = [...counted].sort(([, a], [, b]) => b.length - a.length)
        console.log(`${title}:\n${lines.map(([licence, all]) => `  ${all.length}  ${licence}`).join('\n')}`)
      }
      const open = parts.filter((part) => !taken(part))
      for (const { name, licence } of open) console.error(`${name} is under "${licence}": have it looked at.`)
      return open.length > 0 ? 1 : 0
    },
  })
