import { defineConfig } from 'vitest/config'

/** The media link in a real Chromium: one browser at a time, since each one decodes video. */
export default defineConfig({
  test: {
    include: ['test/media/**/*.test.ts'],
    environment: 'node',
    fileParallelism: false,
    maxWorkers: 1,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
