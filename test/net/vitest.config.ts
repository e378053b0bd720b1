import { defineConfig } from 'vitest/config'

/** Real faults of a network, in namespaces: `npm run test:net`, as root. */
export default defineConfig({
  resolve: { conditions: ['fermata-source'] },
  ssr: { resolve: { conditions: ['fermata-source'] } },
  test: {
    include: ['test/net/**/*.test.ts'],
    environment: 'node',
    globalSetup: 'test/e2e/build-app.ts',
    fileParallelism: false,
    maxWorkers: 1,
    testTimeout: 900_000,
    hookTimeout: 120_000,
  },
})
