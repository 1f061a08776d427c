import { access } from 'node:fs/promises'

/** Whether something of this name can be found. */
export async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
