import { defineConfig } from 'vitest/config'

/** Two people in a real Chromium, against the real server: one browser, one worker, one test after the other. */
export default defineConfig({
  resolve: { conditions: ['fermata-source'] },
  ssr: { resolve: { conditions: ['fermata-source'] } },
  test: {
    include: ['test/e2e/**/*.test.ts'],
    environment: 'node',
    globalSetup: 'test/e2e/build-app.ts',
    fileParallelism: false,
    maxWorkers: 1,
    // Each file sets its own stage; what they import alike is loaded once, which took some two seconds a file.
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
