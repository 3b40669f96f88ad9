/** The environment of a child process: ours, with some variables changed. */
export function inherited(changed: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  return { ...process.env, ...changed }
}

/**
 * The environment of a site build, which runs articles: nothing but what finding programs needs, so that no article can
 * read a secret.
 */
export function bare(added: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const { PATH, HOME, LANG } = process.env
  return { PATH, HOME, LANG, ...added }
}
