import react from '@vitejs/plugin-react'
import { defaultClientConditions, defineConfig } from 'vite'

/** Below this path the server serves what is built. */
const BASE = '/console/'

export default defineConfig({
  base: BASE,
  plugins: [react()],
  // The server puts a new nonce there with each answer (http/src/scopes/console.ts).
  html: { cspNonce: '__NONCE__' },
  logLevel: 'warn',
  resolve: { conditions: ['deskledger-source', ...defaultClientConditions] },
  build: {
    target: 'es2022',
    outDir: 'dist/site',
    reportCompressedSize: false,
    chunkSizeWarningLimit: 600,
    // Its modules only define functions, which its package.json does not say.
    rolldownOptions: { treeshake: { moduleSideEffects: [{ test: /node_modules\/typebox\//, sideEffects: false }] } },
  },
})
