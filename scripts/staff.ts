import { parseArgs } from 'node:util'
import { roles } from '#api/storage/staff-schema.ts'
import { appWriter } from './app-writer.ts'

const usage = `Usage:
  npm run staff -- invite EMAIL --role ${roles.join('|')}   prints a link to join with, good once, for 24 hours
  npm run staff -- reset EMAIL                         prints a link to set a new password with
  npm run staff -- list                                everybody who can sign in`

/** `npm run staff`: exit 0 done, 1 failed, 2 wrong usage. */
process.exitCode = await main(process.argv.slice(2))

async function main(args: string[]): Promise<number> {
  const parsed = read(args)
  if (parsed === 'help') {
    console.log(usage)
    return 0
  }
  if (typeof parsed === 'string') {
    console.error(`${parsed}\n\n${usage}`)
    return 2
  }
  const { command, input } = parsed
  const writer = appWriter()
  try {
    const answer = await writer.run(command, input)
    console.log(command === 'staff' ? table(answer as Person[]) : link(command, input.email, answer as Link))
    return 0
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error))
    return 1
  } finally {
    await writer.close()
  }
}

interface Link {
  link: string
  expires: number
}

interface Person {
  email: string
  name: string
  role: string
}

type Parsed = { command: 'invite' | 'reset' | 'staff'; input: { email?: string; role?: string } }

/** What is asked for, `help`, or why it cannot be understood. */
function read(args: string[]): Parsed | string {
  try {
    const options = { role: { type: 'string' }, help: { type: 'boolean', short: 'h' } } as const
    const { positionals, values } = parseArgs({ args, options, allowPositionals: true })
    const [command, email, ...rest] = positionals
    if (values.help) return 'help'
    if (!command) return 'Say what to do.'
    if (rest.length > 0) return `"${rest[0]}" is one word too many.`
    if (command === 'list') return email ? '"list" takes nothing.' : { command: 'staff', input: {} }
    if (command !== 'invite' && command !== 'reset') return `There is no command called "${command}".`
    if (!email || !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email))
      return email ? `"${email}" is not an e-mail address.` : `"${command}" needs an e-mail address.`
    if (command === 'reset') return { command, input: { email } }
    const { role } = values
    if (!role) return `"invite" needs a role: --role ${roles.join('|')}.`
    if (!(roles as readonly string[]).includes(role))
      return `There is no role called "${role}". Roles are ${roles.join(', ')}.`
    return { command, input: { email, role } }
  } catch (error) {
    return (error as Error).message
  }
}

function link(command: string, email = '', { link: address, expires }: Link): string {
  const until = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' }).format(expires)
  const what =
    command === 'invite' ? `${email} joins with this link` : `${email} sets a new password with this link`
  return `${what}. It works once, until ${until}:\n${address}`
}

function table(people: Person[]): string {
  if (people.length === 0)
    return 'Nobody can sign in yet. The first admin: npm run staff -- invite EMAIL --role admin'
  const width = Math.max(...people.map(({ email }) => email.length))
  return people
    .map(({ email, role, name }) => `${email.padEnd(width)}  ${role.padEnd(6)}  ${name}`)
    .join('\n')
}
