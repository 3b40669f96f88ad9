import { defineConfig } from 'drizzle-kit'

// npx drizzle-kit generate --config api/storage/drizzle.app.config.ts
export default defineConfig({
  dialect: 'sqlite',
  schema: './api/storage/app-schema.ts',
  out: './api/storage/migrations/app',
})
