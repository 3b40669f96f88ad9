import { defineConfig } from 'drizzle-kit'

// npx drizzle-kit generate --config api/storage/drizzle.tickets.config.ts
export default defineConfig({
  dialect: 'sqlite',
  schema: './api/storage/tickets-schema.ts',
  out: './api/storage/migrations/tickets',
})
