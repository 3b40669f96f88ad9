/** The program that opens a file for its user on this system, with its first arguments; undefined without a display. */
export function opener(
  platform: string,
  environment: Readonly<Record<string, string | undefined>>,
): [program: string, ...args: string[]] | undefined {
  if (platform === 'darwin') return ['open']
  // `explorer` takes a path as it is; `start` would read an ampersand in it as a command.
  if (platform === 'win32') return ['explorer.exe']
  return environment['DISPLAY'] || environment['WAYLAND_DISPLAY'] ? ['xdg-open'] : undefined
}
