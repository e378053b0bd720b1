import { defineConfig } from 'vitest/config'

/** What the server costs: `npm run bench:server` prints figures, and fails only when a message did not arrive. */
export default defineConfig({
  resolve: { conditions: ['fermata-source'] },
  ssr: { resolve: { conditions: ['fermata-source'] } },
  test: {
    include: ['test/bench/server/**/*.test.ts'],
    environment: 'node',
    globalSetup: 'test/support/build-server.ts',
    testTimeout: 600_000,
  },
})
