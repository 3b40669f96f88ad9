import type { z } from 'zod'
import { type GlossaryTerm, glossarySchema } from '../model/glossary.ts'
import { asLocale } from '../model/locale.ts'
import { type Issue, unknownName } from './issue.ts'
import { holdAgainst, type YamlFile } from './yaml-file.ts'

/** A file of the glossary: `glossary/de.yaml`. @param locales the site's, as far as site.yaml names them */
export function readGlossary(
  yaml: YamlFile,
  locales: readonly string[] | undefined,
): { locale: string; terms: readonly GlossaryTerm[]; issues: Issue[] } {
  const locale = asLocale(yaml.file.slice('glossary/'.length, -'.yaml'.length))
  const { value = [], issues }: { value?: z.infer<typeof glossarySchema>; issues: Issue[] } = holdAgainst(
    glossarySchema,
    yaml,
    yaml.value ?? {},
  )
  const wrong = [...yaml.issues, ...(yaml.issues.length > 0 ? [] : issues), ...yaml.cuts]
  if (locales && !locales.includes(locale))
    wrong.push(
      unknownName(
        { file: yaml.file, line: 1 },
        'language',
        locale,
        locales,
        'Languages are listed in site.yaml.',
      ),
    )
  const owner = new Map<string, string>()
  for (const { term, also } of value)
    for (const form of [term, ...also]) {
      const key = form.toLocaleLowerCase(locale)
      const other = owner.get(key)
      if (other !== undefined)
        wrong.push({
          file: yaml.file,
          line: yaml.lineOf([term]),
          message: `"${form}" is explained twice: under "${other}" and under "${term}".`,
          hint: 'Keep one of the two.',
        })
      owner.set(key, term)
    }
  return { locale, terms: value, issues: wrong }
}
