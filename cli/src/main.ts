#!/usr/bin/env node
import { systemCode } from './failures.js'
import { run } from './run.js'

// A reader that has enough closes the pipe; that is no failure, wherever in a command it happens.
process.stdout.on('error', (error) => {
  if (systemCode(error) !== 'EPIPE') throw error
  process.exit(0)
})

const code = await run(
  process.argv.slice(2),
  {
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    environment: process.env,
    signals: process,
    exit: (exitCode) => process.exit(exitCode),
    clock: () => new Date(),
  },
  () => import('@deskledger/server'),
)
// What a pipe has not taken yet would be lost; handles that are still open must not keep the process.
process.stdout.write('', () => process.stderr.write('', () => process.exit(code)))
