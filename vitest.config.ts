import { defineConfig } from 'vitest/config'

/** Everything that needs nothing but Node and the embedded engine: part of `npm run check`. */
export default defineConfig({
  resolve: { conditions: ['deskledger-source'] },
  ssr: { resolve: { conditions: ['deskledger-source'] } },
  test: {
    include: ['**/src/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**', 'acceptance/**', '**/*.peers.test.ts'],
    // Vitest leaves one core for its own process, which has little to do here.
    maxWorkers: '100%',
    // Loading the sources anew for each of the files took half of the time. Whoever changes what all share (timers, the file
    // mode mask) puts it back.
    isolate: false,
    testTimeout: 120_000,
    hookTimeout: 30_000,
  },
})
