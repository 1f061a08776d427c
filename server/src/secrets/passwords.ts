import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { WorkLimit } from './work-limit.js'

/** Costs of scrypt (RFC 7914): 64 MiB, about a tenth of a second. */
const COSTS = { N: 2 ** 16, r: 8, p: 1 }

const SALT_BYTES = 16
const HASH_BYTES = 32

/** Two hashes at a time: 128 MiB and two processors at most, whoever asks. */
const BOUNDS = { running: 2, waiting: 100 }

/** Makes so many bytes of a password and a salt. */
type Derive = (password: string, salt: Buffer, byteCount: number, options: ScryptOptions) => Promise<Buffer>

interface StoredHash {
  readonly costs: typeof COSTS
  readonly salt: Buffer
  readonly hash: Buffer
}

/** Hashes passwords and compares them with hashes, a few at a time. */
export class Passwords {
  private readonly limit = new WorkLimit(BOUNDS)
  /** That of no password: who is not known is compared with it, for the sake of the time it takes. */
  private readonly nobodys = toText({ costs: COSTS, salt: randomBytes(SALT_BYTES), hash: randomBytes(HASH_BYTES) })

  constructor(private readonly derive: Derive = promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt)) {}

  /** @returns `scrypt$N$r$p$salt$hash`, salt and hash in base64 */
  async hash(password: string): Promise<string> {
    const salt = randomBytes(SALT_BYTES)
    const hash = await this.derived(password, { costs: COSTS, salt })
    return toText({ costs: COSTS, salt, hash })
  }

  /** Whether the password has this hash; without one the same work is done, for nothing. */
  async matches(password: string, hash: string | undefined): Promise<boolean> {
    const stored = fromText(hash ?? this.nobodys)
    return timingSafeEqual(await this.derived(password, stored), stored.hash)
  }

  private derived(password: string, { costs, salt }: Omit<StoredHash, 'hash'>): Promise<Buffer> {
    // Which form of `é` a keyboard makes must not matter.
    const normalized = password.normalize('NFC')
    const maxmem = 2 * 128 * costs.N * costs.r
    return this.limit.run(() => this.derive(normalized, salt, HASH_BYTES, { ...costs, maxmem }))
  }
}

function toText({ costs: { N, r, p }, salt, hash }: StoredHash): string {
  return ['scrypt', N, r, p, salt.toString('base64'), hash.toString('base64')].join('$')
}

function fromText(text: string): StoredHash {
  const [scheme, N, r, p, salt, hash] = text.split('$')
  if (scheme !== 'scrypt' || salt === undefined || hash === undefined) {
    throw new TypeError('a stored hash of a password cannot be read')
  }
  return {
    costs: { N: Number(N), r: Number(r), p: Number(p) },
    salt: Buffer.from(salt, 'base64'),
    hash: Buffer.from(hash, 'base64'),
  }
}
