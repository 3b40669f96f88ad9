import { defineConfig } from '@playwright/test'

/** Journeys that change nothing of the demo, or have a server of their own. */
const reading = ['first-paint', 'legible-fields', 'moving-in'].map((name) => `journeys/${name}.test.ts`)

export default defineConfig({
  testDir: 'tests',
  workers: 2,
  // What only reads runs side by side; journeys that change the demo they share follow one by one.
  projects: [
    { name: 'accessibility', testMatch: ['accessibility/**/*.test.ts', ...reading] },
    {
      ...{ name: 'journeys', testMatch: 'journeys/**/*.test.ts', testIgnore: reading },
      ...{ workers: 1, dependencies: ['accessibility'] },
    },
  ],
  timeout: 60_000,
  globalSetup: './tests/support/start-demo.ts',
  outputDir: 'test-results/playwright',
  use: {
    launchOptions: {
      ...(process.env['CHROMIUM_PATH'] ? { executablePath: process.env['CHROMIUM_PATH'] } : {}),
    },
    trace: 'retain-on-failure',
  },
})
