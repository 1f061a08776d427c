import { Administration } from './administration.js'
import type { DirectoryLimits } from './changes/limits.js'
import type { Directory } from './directory.js'
import { DirectoryKeeper } from './directory-keeper.js'
import { HandClock, MemoryDirectoryStore, OpenSecrets } from './identities.fixture.js'

export const LIMITS: DirectoryLimits = {
  projects: 3,
  users: 5,
  groups: 3,
  policies: 3,
  grants: 6,
  accessKeysOfUser: 2,
}

/** Administration of a directory in memory. @param more limits other than `LIMITS` */
export async function administrationOf(
  directory: Directory,
  more: Partial<DirectoryLimits> = {},
): Promise<{ administration: Administration; secrets: OpenSecrets; store: MemoryDirectoryStore; clock: HandClock }> {
  const store = new MemoryDirectoryStore(directory)
  const parts = { secrets: new OpenSecrets(), clock: new HandClock() }
  const keeper = await DirectoryKeeper.open(store)
  const limits = { ...LIMITS, ...more }
  const administration = new Administration({ keeper, secrets: parts.secrets, clock: parts.clock.read, limits })
  return { administration, store, ...parts }
}
