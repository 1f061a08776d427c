import { type DirectoryParts, foundAccount } from '@deskledger/domain'
import type { Settings } from './settings/definitions.js'

/** What was founded when the data directory was new. */
export interface FirstStart {
  readonly accountName: string
  readonly userName: string
  readonly password: string
  readonly projectId: string
  readonly accessKey: string
  readonly secretKey: string
  /** Whether any of it was generated, and has to be told. */
  readonly generated: boolean
}

/** Founds the account of a new ledger from the settings; undefined when it has one already. */
export async function foundLedger(parts: DirectoryParts, settings: Settings): Promise<FirstStart | undefined> {
  if (parts.keeper.current.founding !== undefined) return undefined
  const { account, project, root, accessKey, secretKey, password } = await foundAccount(parts, {
    name: settings.account ?? 'deskledger',
    // Programs look for a project that has the name of their region.
    projectName: settings.region,
    rootName: settings.rootUser ?? 'root',
    isFounding: true,
    rootPassword: settings.rootPassword,
    projectId: settings.projectId,
    accessKey: settings.rootAccessKey,
    secretKey: settings.rootSecretKey,
  })
  return {
    accountName: account.name,
    userName: root.name,
    password,
    projectId: project.id,
    accessKey: accessKey.id,
    secretKey,
    generated: [settings.rootPassword, settings.projectId, settings.rootAccessKey].includes(undefined),
  }
}
