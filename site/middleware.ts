import { defineMiddleware } from 'astro:middleware'
import { sayEnglish } from './english-marks.ts'
import { withFirstScreen } from './styles/sheets.ts'

/** Every page, built or in `npm run dev`: untranslated words say that they are English, the first screen has its style. */
export const onRequest = defineMiddleware(async (_, next) => {
  const response = await next()
  if (!response.headers.get('content-type')?.startsWith('text/html')) return response
  return new Response(withFirstScreen(sayEnglish(await response.text())), response)
})
