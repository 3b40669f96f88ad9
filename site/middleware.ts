import { defineMiddleware } from 'astro:middleware'
import { sayEnglish } from './english-marks.ts'

/** Every page, built or in `npm run dev`: words that are not translated say that they are English. */
export const onRequest = defineMiddleware(async (_, next) => {
  const response = await next()
  if (!response.headers.get('content-type')?.startsWith('text/html')) return response
  return new Response(sayEnglish(await response.text()), response)
})
