import { defineConfig } from 'vitest/config'

/** Black-box tests of the built commands: processes, sockets, files, real clients and readers. */
export default defineConfig({
  resolve: { conditions: ['deskledger-source'] },
  ssr: { resolve: { conditions: ['deskledger-source'] } },
  test: {
    include: ['acceptance/src/**/*.test.ts'],
    testTimeout: 300_000,
    hookTimeout: 120_000,
    // The default of one second is less than a busy machine takes to draw a page.
    expect: { poll: { timeout: 20_000 } },
    // Each file starts servers of its own; two cores serve one file at a time better.
    fileParallelism: false,
  },
})
