import { execFileSync } from 'node:child_process'
import { staffHouse } from './staff-house.ts'

/** A staff house with a writer signed in. `checkout` makes its content folder a git checkout with one commit. */
export async function writersRoom() {
  const house = await staffHouse()
  const writer = await house.signedIn('writer')
  const git = (...args: string[]) => execFileSync('git', args, { cwd: house.content, encoding: 'utf8' })
  return {
    house,
    git,
    async ask<Answer>(method: string, path: string, body?: unknown) {
      const answer = await house.ask(method, path, body, writer)
      return { status: answer.status, said: (await answer.json()) as Answer }
    },
    checkout() {
      git('init', '-q', '-b', 'help')
      git('add', '.')
      git('-c', 'user.name=x', '-c', 'user.email=x@x', 'commit', '-qm', 'All')
    },
  }
}
