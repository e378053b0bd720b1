import { defineConfig } from 'vitest/config'

/** A call between Firefox and Chromium, in both directions: `npm run test:firefox`. */
export default defineConfig({
  resolve: { conditions: ['fermata-source'] },
  ssr: { resolve: { conditions: ['fermata-source'] } },
  test: {
    include: ['test/firefox/*.test.ts'],
    environment: 'node',
    globalSetup: 'test/e2e/build-app.ts',
    fileParallelism: false,
    maxWorkers: 1,
    testTimeout: 90_000,
    hookTimeout: 90_000,
  },
})
