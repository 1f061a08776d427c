import type { Entity, User } from '@deskledger/domain'

/** An instant whose milliseconds have to survive. */
const CREATED_AT = new Date('2026-02-01T12:00:00.123Z')

const made = { accountId: 'acme', createdAt: CREATED_AT }

/** A user of the account `acme`. */
export function aUser(id: string, more: Partial<User> = {}): User {
  return {
    ...made,
    kind: 'user',
    id,
    name: `name of ${id}`,
    isEnabled: true,
    isRoot: false,
    groupIds: [],
    generation: 0,
    ...more,
  }
}

/** One entity of each kind, with everything it may have, and with texts that are hard to keep. */
export const ONE_OF_EACH: readonly Entity[] = [
  { kind: 'account', id: 'acme', name: 'Ämter "& Söhne\'', isEnabled: true, isFounding: true, createdAt: CREATED_AT },
  { ...made, kind: 'project', id: 'p1', name: 'local-1', isEnabled: false },
  aUser('zoe', { name: '\uFEFF😀\u0000\uD800', passwordHash: 'scrypt$1$2$3$a$b', groupIds: ['g', 'h'], generation: 7 }),
  { ...made, kind: 'group', id: 'g', name: 'admin', description: '', isAdmin: true },
  { ...made, kind: 'access-key', id: 'AK', userId: 'zoe', sealedSecret: 'sealed', isEnabled: true },
  {
    ...made,
    kind: 'policy',
    id: 'q',
    name: 'q',
    description: 'two\nlines',
    source: { Version: '5.0', Statement: [{ createdAt: '2026-01-01T00:00:00Z', deep: [null, 1.5, true] }] },
  },
  {
    ...made,
    kind: 'grant',
    id: 'r',
    policyId: 'q',
    to: { kind: 'group', id: 'g' },
    projectId: 'p1',
    enterpriseProjectId: '0',
  },
]
