import { LIMITS } from '@deskledger/contract'
import type { AuditTarget } from '@deskledger/domain'

/** What tells what something was done to. Nothing else of a request or an answer is recorded. */
const NAMES: ReadonlySet<string> = new Set([
  'account_id',
  'project_id',
  'enterprise_project_id',
  'user_id',
  'group_id',
  'access_key',
  'policy_id',
  'grant_id',
  'hold_id',
  'task_id',
  'task_ids',
  'enabled',
])

/** Answers nest ids this deep at most: `access_key.user_id` of a new account. */
const MAX_DEPTH = 2

/** Longer than any id; what is longer is none. */
const MAX_LENGTH = 255

/** As many tasks as can be deleted at once. */
const MAX_IDS = LIMITS.deleteTaskCount

/** More than any body has that is taken. */
const MAX_NAMES = 20

/** The ids that stand in values, by their API names; of a name that stands in several, the first one counts. */
export function targetIn(...values: readonly unknown[]): AuditTarget {
  const found: Record<string, AuditTarget[string]> = {}
  for (const value of values) collect(value, found, 0)
  return found
}

/** The value of bytes of JSON; undefined when they are none. */
export function jsonIn(bytes: unknown): unknown {
  if (!Buffer.isBuffer(bytes) || bytes.byteLength === 0) return undefined
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    return undefined
  }
}

/** Names of the members of a body; that of a password tells that one was set, and not which. */
export function namesIn(value: unknown): readonly string[] {
  return typeof value === 'object' && value !== null ? Object.keys(value).filter(isId).slice(0, MAX_NAMES) : []
}

function collect(value: unknown, found: Record<string, AuditTarget[string]>, depth: number): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return
  for (const [name, member] of Object.entries(value)) {
    if (NAMES.has(name) && !Object.hasOwn(found, name) && isTarget(member)) found[name] = member
    if (depth < MAX_DEPTH) collect(member, found, depth + 1)
  }
}

function isTarget(member: unknown): member is AuditTarget[string] {
  if (typeof member === 'boolean') return true
  return Array.isArray(member) ? member.length <= MAX_IDS && member.every(isId) : isId(member)
}

function isId(member: unknown): member is string {
  return typeof member === 'string' && member.length <= MAX_LENGTH
}
