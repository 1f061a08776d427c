import type { Rule } from './rule.js'

const SECRET = /(signature|h?mac|digest|hash|sha256|password|token|secret|secretKey)$/i

const COMPARISONS = [
  ...['===', '!==', '==', '!='].map((sign) => `$A ${sign} $B`),
  '$A.equals($B)',
  'Buffer.compare($A, $B)',
]

/** The hash of what was sent: whoever sent it can compute it. */
const KNOWN_TO_SENDER = /^(bodySha256|EMPTY_PAYLOAD_HASH)$/

/** Told apart from secrets by what they are compared with: presence, length, kind. */
const HARMLESS = new Set(['undefined', 'null', 'string', 'number', 'true', 'false', 'unary_expression'])

/** Secrets and digests, compared in a time that tells how much of them is right. */
export const SECRET_COMPARISON: Rule = {
  name: 'secrets and digests are compared in constant time',
  why: '`===` ends at the first difference, so time tells how much was right. Use `timingSafeEqual`.',
  appliesTo: (path) => /^(http|signing|domain|server|engines\/\w+|proof)\/src\//.test(path),
  find: (root) =>
    root.findAll({ rule: { any: COMPARISONS.map((pattern) => ({ pattern })) } }).filter((at) => {
      const sides = [at.getMatch('A'), at.getMatch('B')].filter((side) => side !== null)
      if (sides.some((side) => HARMLESS.has(String(side.kind())) || KNOWN_TO_SENDER.test(side.text()))) return false
      return sides.some((side) => SECRET.test(side.text()))
    }),
  exceptions: {
    'domain/src/access/changes/user-changes.ts': 'the same stored hash or another one; neither was sent by anybody',
    'engines/filesystem/src/chain/chain-writer.ts': 'the chain on our disk, without a key: anybody can compute it',
    'engines/filesystem/src/chain/linked-entries.ts': 'the same',
    'engines/filesystem/src/chain/read-log-end.ts': 'the same',
    'engines/filesystem/src/chain/segment.ts': 'the same',
    'proof/src/chain/chain-walk.ts': 'a file that whoever verifies it holds',
    'proof/src/chain/entry-line.ts': 'the same',
    'proof/src/chain/verify-log.ts': 'the same',
    'server/src/backup/verify-directory.ts': 'the same',
    'server/src/backup/verify-exports.ts': 'the same',
  },
}
