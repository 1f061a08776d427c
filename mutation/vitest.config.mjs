import { defineConfig } from 'vitest/config'

/** The tests of one area, whose folder Stryker gives as `dir`. */
export default defineConfig({
  resolve: { conditions: ['deskledger-source'] },
  ssr: { resolve: { conditions: ['deskledger-source'] } },
  test: {
    include: ['**/*.test.ts'],
    // Looks for names of Node in the text of the sources, where Stryker has put some.
    exclude: ['index.test.ts'],
  },
})
