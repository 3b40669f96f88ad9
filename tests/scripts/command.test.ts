import { afterEach, expect, test, vi } from 'vitest'
import { OperatorError } from '#content/model/operator-error.ts'
import { runCommand, WrongUsage } from '#scripts/command.ts'

const argv = process.argv
afterEach(() => {
  process.argv = argv
  process.exitCode = undefined
  vi.restoreAllMocks()
})

/** Exit code and what is printed when a command with these arguments does `run`. */
async function outcome(args: string[], run: () => Promise<number | undefined>) {
  process.argv = ['node', 'command', ...args]
  const out = vi.spyOn(console, 'log').mockImplementation(() => {})
  const err = vi.spyOn(console, 'error').mockImplementation(() => {})
  await runCommand({ usage: 'Usage: x', options: { days: { type: 'string' } }, run })
  const said = (spy: typeof out) => spy.mock.calls.flat().join('\n')
  return { code: process.exitCode, out: said(out), err: said(err) }
}

test('--help prints the usage and does nothing', async () => {
  const run = vi.fn(async () => 0)
  expect(await outcome(['--help'], run)).toEqual({ code: 0, out: 'Usage: x', err: '' })
  expect(run).not.toHaveBeenCalled()
})

test.each([[['--unknown']], [['--days']]])('%j is wrong usage, said with the usage', async (args) => {
  const { code, err } = await outcome(args, async () => 0)
  expect(code).toBe(2)
  expect(err).toMatch(/^.*--(unknown|days).*\n\nUsage: x$/s)
})

test('arguments that the command refuses are wrong usage', async () => {
  const refuse = async () => Promise.reject(new WrongUsage('Say which file.'))
  expect(await outcome([], refuse)).toEqual({ code: 2, out: '', err: 'Say which file.\n\nUsage: x' })
})

test('what the user can mend is one line without a stack, exit 1', async () => {
  const fail = async () => Promise.reject(new OperatorError('There is no content folder.'))
  expect(await outcome([], fail)).toEqual({ code: 1, out: '', err: 'There is no content folder.' })
})

test('the exit code is the one of the work, 0 when it gives none', async () => {
  expect((await outcome([], async () => 3)).code).toBe(3)
  expect((await outcome([], async () => undefined)).code).toBe(0)
})
