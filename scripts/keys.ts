import { scopes } from '#api/storage/api-keys.ts'
import { appWriter } from './app-writer.ts'
import { runCommand, WrongUsage } from './command.ts'

const usage = `Usage:
  npm run keys -- make NAME --scope ${scopes.join('|')}   prints a key for another system; --scope may be repeated
  npm run keys -- list                                   every key, who made it, and the day it was last used
  npm run keys -- revoke ID                              ends a key at once

Scopes: profiles fills in customers, desk does an agent's work, library reads what is published.
A key is sent as "Authorization: Bearer kin_…". It is shown once; only its hash is kept.`

await runCommand({
  usage,
  options: { scope: { type: 'string', multiple: true } },
  async run({ scope = [] }, [command, what, ...rest]) {
    if (!command) throw new WrongUsage('Say what to do.')
    if (rest.length > 0) throw new WrongUsage(`"${rest[0]}" is one word too many.`)
    const unknown = scope.find((one) => !(scopes as readonly string[]).includes(one))
    if (unknown !== undefined)
      throw new WrongUsage(`There is no scope called "${unknown}". Scopes are ${scopes.join(', ')}.`)
    const writer = appWriter()
    try {
      console.log(await answer(writer.run, command, what, scope))
    } finally {
      await writer.close()
    }
    return 0
  },
})

async function answer(
  run: ReturnType<typeof appWriter>['run'],
  command: string,
  what: string | undefined,
  scope: readonly string[],
): Promise<string> {
  if (command === 'list') return table((await run('keys', {})) as Key[])
  if (command !== 'make' && command !== 'revoke')
    throw new WrongUsage(`There is no command called "${command}".`)
  if (!what) throw new WrongUsage(`"${command}" needs ${command === 'make' ? 'a name' : 'the id of a key'}.`)
  if (command === 'revoke') {
    await run('revokeKey', { id: what })
    return `The key ${what} no longer works.`
  }
  if (scope.length === 0) throw new WrongUsage(`A key needs a scope: --scope ${scopes.join('|')}.`)
  const { id, secret } = (await run('makeKey', { name: what, scopes: scope })) as {
    id: string
    secret: string
  }
  return `The key ${id}, "${what}". It is shown only here:\n${secret}`
}

interface Key {
  readonly id: string
  readonly name: string
  readonly scopes: readonly string[]
  readonly used: number | null
  readonly revoked: number | null
}

function table(keys: readonly Key[]): string {
  if (keys.length === 0) return 'There are no keys. The first: npm run keys -- make NAME --scope desk'
  const dayOf = (at: number | null) => (at === null ? 'never' : new Date(at).toISOString().slice(0, 10))
  return keys
    .map(({ id, name, scopes: may, used, revoked }) =>
      [id, revoked === null ? `used ${dayOf(used)}` : `revoked ${dayOf(revoked)}`, may.join(' '), name].join(
        '  ',
      ),
    )
    .join('\n')
}
