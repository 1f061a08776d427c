import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

/** The tests of one area, whose folder Stryker gives as `dir`. */
export default defineConfig({
  resolve: { conditions: ['deskledger-source'] },
  ssr: { resolve: { conditions: ['deskledger-source'] } },
  test: {
    include: ['**/*.test.ts'],
    setupFiles: [fileURLToPath(new URL('first-failure.mjs', import.meta.url))],
    // Looks for names of Node in the text of the sources, where Stryker has put some.
    exclude: ['index.test.ts'],
    // As for `check`: on a busy machine a property over many changes takes longer than Vitest's five seconds.
    testTimeout: 120_000,
  },
})
