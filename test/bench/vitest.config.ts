import { defineConfig } from 'vitest/config'

/** Figures, not verdicts: `npm run bench` prints what was measured on this machine. */
export default defineConfig({
  resolve: { conditions: ['fermata-source'] },
  ssr: { resolve: { conditions: ['fermata-source'] } },
  test: {
    include: ['test/bench/*.test.ts'],
    environment: 'node',
    globalSetup: 'test/e2e/build-app.ts',
    fileParallelism: false,
    maxWorkers: 1,
    testTimeout: 600_000,
    hookTimeout: 60_000,
  },
})
