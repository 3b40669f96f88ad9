import { defineConfig } from '@playwright/test'

export default defineConfig({
  testDir: 'tests',
  testMatch: ['journeys/**/*.test.ts', 'accessibility/**/*.test.ts'],
  workers: 1,
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
