import { defineConfig } from 'vitest/config'

/** Tests of the peers, for those who have installed them: by the first `npm run bench -- --peers`. */
export default defineConfig({
  resolve: { conditions: ['deskledger-source'] },
  ssr: { resolve: { conditions: ['deskledger-source'] } },
  test: {
    include: ['bench/src/**/*.peers.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
})
