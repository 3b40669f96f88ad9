import { defineConfig } from '@playwright/test'

export default defineConfig({
  testDir: 'tests',
  workers: 2,
  // Accessibility only reads, so its files run side by side; journeys change the demo they share and follow one by one.
  projects: [
    { name: 'accessibility', testMatch: 'accessibility/**/*.test.ts' },
    { name: 'journeys', testMatch: 'journeys/**/*.test.ts', workers: 1, dependencies: ['accessibility'] },
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
