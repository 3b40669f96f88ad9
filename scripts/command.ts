import { type ParseArgsConfig, parseArgs } from 'node:util'
import { operatorMessage } from '#api/settings/operator-message.ts'

/** Arguments that a command cannot take; the message is one sentence, and the usage follows it. */
export class WrongUsage extends Error {}

type Options = NonNullable<ParseArgsConfig['options']>
type Parsed<O extends Options> = ReturnType<
  typeof parseArgs<{ options: O & typeof help; allowPositionals: true; args: string[] }>
>

const help = { help: { type: 'boolean', short: 'h', default: false } } as const

/** What a command is: its usage, the options it takes, and its work. */
export interface Command<O extends Options> {
  /** Printed by `--help`, and after what was wrong with the arguments. */
  readonly usage: string
  readonly options: O
  /**
   * Does the work and gives the exit code; 0 when it gives none. Throws {@link WrongUsage} for arguments it cannot
   * take and an `OperatorError` for what its user can mend.
   */
  run(values: Parsed<O>['values'], positionals: string[]): Promise<number | undefined>
}

/**
 * Runs a command with the arguments of this process and sets the exit code: 0 done, 1 failed, 2 wrong usage, or what
 * the command itself gives. Faults that a user can mend are one line, without a stack.
 */
export async function runCommand<O extends Options>({ usage, options, run }: Command<O>): Promise<void> {
  process.exitCode = await outcome()

  async function outcome(): Promise<number> {
    try {
      const { values, positionals } = read()
      if (values.help) {
        console.log(usage)
        return 0
      }
      return (await run(values, positionals)) ?? 0
    } catch (error) {
      if (error instanceof WrongUsage) {
        console.error(`${error.message}\n\n${usage}`)
        return 2
      }
      console.error(operatorMessage(error))
      return 1
    }
  }

  function read(): { values: Parsed<O>['values'] & { help: boolean }; positionals: string[] } {
    try {
      const args = process.argv.slice(2)
      const parsed = parseArgs({ args, allowPositionals: true, options: { ...options, ...help } })
      return parsed as unknown as ReturnType<typeof read>
    } catch (error) {
      throw new WrongUsage((error as Error).message)
    }
  }
}
