import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A directory of one test's own, removed by `await using`. */
export async function temporaryDirectory() {
  const path = await mkdtemp(join(tmpdir(), 'deskledger-cli-test-'))
  return {
    file: (name: string): string => join(path, name),
    [Symbol.asyncDispose]: (): Promise<void> => rm(path, { recursive: true, force: true }),
  }
}
