import { defineConfig } from 'vitest/config'

/** Figures of the call, not verdicts: `npm run bench:media`. */
export default defineConfig({
  resolve: { conditions: ['fermata-source'] },
  ssr: { resolve: { conditions: ['fermata-source'] } },
  test: {
    include: ['test/bench/room.test.ts', 'test/bench/quiet-channel.test.ts', 'test/bench/media/*.test.ts'],
    environment: 'node',
    globalSetup: 'test/e2e/build-app.ts',
    fileParallelism: false,
    maxWorkers: 1,
    testTimeout: 600_000,
    hookTimeout: 60_000,
  },
})
