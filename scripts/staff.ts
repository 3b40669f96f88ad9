import { roles } from '#api/storage/staff-schema.ts'
import { appWriter } from './app-writer.ts'
import { runCommand, WrongUsage } from './command.ts'

const usage = `Usage:
  npm run staff -- invite EMAIL --role ${roles.join('|')}   prints a link to join with, good once, for 24 hours
  npm run staff -- reset EMAIL                         prints a link to set a new password with
  npm run staff -- list                                everybody who can sign in
  npm run staff -- audit                               checks the chain of the audit log; exit 1 when it is broken`

await runCommand({
  usage,
  options: { role: { type: 'string' } },
  async run({ role }, positionals) {
    const { command, input } = asked(positionals, role)
    const writer = appWriter()
    try {
      const answer = await writer.run(command, input)
      if (command === 'audit') return chain(answer as Chain)
      console.log(
        command === 'staff' ? table(answer as Person[]) : link(command, input.email, answer as Link),
      )
    } finally {
      await writer.close()
    }
    return 0
  },
})

interface Link {
  link: string
  expires: number
}

interface Person {
  email: string
  name: string
  role: string
}

interface Chain {
  lines: number
  /** Id of the first line that does not follow. */
  broken: number | null
}

function chain({ lines, broken }: Chain): number {
  if (broken === null) console.log(`The audit log is whole: ${lines} ${lines === 1 ? 'line' : 'lines'}.`)
  else
    console.error(
      `The audit log is broken: line ${broken} does not follow from the line before it. Lines from there on were changed, removed or added outside Kindred; compare them with a backup.`,
    )
  return broken === null ? 0 : 1
}

interface Asked {
  command: 'invite' | 'reset' | 'staff' | 'audit'
  input: { email?: string; role?: string }
}

function asked([command, email, ...rest]: string[], role: string | undefined): Asked {
  if (!command) throw new WrongUsage('Say what to do.')
  if (rest.length > 0) throw new WrongUsage(`"${rest[0]}" is one word too many.`)
  if (command === 'list' || command === 'audit') {
    if (email) throw new WrongUsage(`"${command}" takes nothing.`)
    return { command: command === 'list' ? 'staff' : 'audit', input: {} }
  }
  if (command !== 'invite' && command !== 'reset')
    throw new WrongUsage(`There is no command called "${command}".`)
  if (!email) throw new WrongUsage(`"${command}" needs an e-mail address.`)
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) throw new WrongUsage(`"${email}" is not an e-mail address.`)
  if (command === 'reset') return { command, input: { email } }
  if (!role) throw new WrongUsage(`"invite" needs a role: --role ${roles.join('|')}.`)
  if (!(roles as readonly string[]).includes(role))
    throw new WrongUsage(`There is no role called "${role}". Roles are ${roles.join(', ')}.`)
  return { command, input: { email, role } }
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
