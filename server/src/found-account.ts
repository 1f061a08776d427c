import { randomBytes, randomInt, scrypt } from 'node:crypto'
import { promisify } from 'node:util'
import type { AccessKey, AccessKeyStore } from '@deskledger/domain'
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

/** The account, its root user, its project and key: as they are, or founded from the settings. */
export async function rootOf(
  keys: AccessKeyStore,
  settings: Settings,
): Promise<{ readonly root: AccessKey; readonly firstStart?: FirstStart }> {
  const known = await keys.root()
  if (known !== undefined) return { root: known }
  const firstStart: FirstStart = {
    accountName: settings.account ?? 'deskledger',
    userName: settings.rootUser ?? 'root',
    password: settings.rootPassword ?? letters(20),
    projectId: settings.projectId ?? id(),
    accessKey: settings.rootAccessKey ?? letters(20).toUpperCase(),
    secretKey: settings.rootSecretKey ?? letters(40),
    generated: [settings.rootPassword, settings.projectId, settings.rootAccessKey].includes(undefined),
  }
  const root: AccessKey = {
    accessKey: firstStart.accessKey,
    secretKey: firstStart.secretKey,
    principal: {
      accountId: id(),
      accountName: firstStart.accountName,
      userId: id(),
      userName: firstStart.userName,
      projectId: firstStart.projectId,
    },
  }
  await keys.found(root, await passwordHash(firstStart.password))
  return { root, firstStart }
}

/** 32 hex digits, as ids of accounts, users and projects are. */
function id(): string {
  return randomBytes(16).toString('hex')
}

const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789'

function letters(count: number): string {
  return Array.from({ length: count }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')
}

/** Costs of scrypt (RFC 7914): 64 MiB, about a tenth of a second. */
const SCRYPT = { N: 2 ** 16, r: 8, p: 1, maxmem: 2 ** 27 }

/** `scrypt$N$r$p$salt$hash`, salt and hash in base64. */
async function passwordHash(password: string): Promise<string> {
  const salt = randomBytes(16)
  const derive = promisify<string, Buffer, number, typeof SCRYPT, Buffer>(scrypt)
  const hash = await derive(password.normalize('NFC'), salt, 32, SCRYPT)
  return ['scrypt', SCRYPT.N, SCRYPT.r, SCRYPT.p, salt.toString('base64'), hash.toString('base64')].join('$')
}
