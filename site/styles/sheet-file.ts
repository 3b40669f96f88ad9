import type { APIRoute, GetStaticPaths } from 'astro'
import { sheet } from './sheets.ts'

export const getStaticPaths: GetStaticPaths = () => [{ params: { sheet: sheet.name } }]

export const GET: APIRoute = () =>
  new Response(sheet.css, { headers: { 'Content-Type': 'text/css; charset=utf-8' } })
