import { defineConfig } from 'vitest/config'

/** Unit and contract tests, beside the code they show. Browser tests have a configuration of their own. */
export default defineConfig({
  resolve: {
    conditions: ['fermata-source'],
    alias: [{ find: /^simple-peer$/, replacement: 'simple-peer/simplepeer.min.js' }],
  },
  ssr: { resolve: { conditions: ['fermata-source'] } },
  test: {
    include: ['{shared,server,client}/src/**/*.test.{ts,tsx}', 'test/{simulation,chaos,support,law,relay}/**/*.test.ts'],
    environment: 'node',
    // Most of them wait – for an outage, a lease, a disk – and leave the core to another; by itself vitest keeps one core free.
    maxWorkers: '100%',
    globalSetup: 'test/support/build-server.ts',
    testTimeout: 20_000,
    // A server of its own is started in them.
    hookTimeout: 60_000,
  },
})
