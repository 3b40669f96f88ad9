import { ask } from '#api/control/client.ts'
import { type StaffCommand, staffCommands } from '#api/control/commands.ts'
import { folders, migrations } from '#api/settings/folders.ts'
import { serverOrigin, type Variables } from '#api/settings/origin.ts'
import { readSecrets } from '#api/settings/secrets.ts'
import { openStore, type Store } from '#api/storage/store.ts'

export interface AppWriter {
  /** Has a command done by the running server, else by ourselves. */
  run(command: StaffCommand, input: Record<string, unknown>): Promise<unknown>
  close(): Promise<void>
}

/** How scripts write app.db, which has one writer: the server while it runs, otherwise the process with the lock. */
export function appWriter(env?: Variables): AppWriter {
  const { data, appDb, appUrl, secrets } = folders(env)
  const origin = serverOrigin(env)
  let own: Store | undefined
  return {
    async run(command, input) {
      if (!own) {
        const answer = await ask(data, { command, ...input })
        if (answer !== undefined) return answer
        own = await openStore({ file: appDb, url: appUrl, migrations: migrations.app, writer: true })
      }
      const { secret } = readSecrets(secrets, env?.['KINDRED_SECRET'])
      return staffCommands({ store: own, secret, origin })[command](input)
    },
    close: async () => own?.close(),
  }
}
