import type { Rule } from './rule.js'

const SECRET = /(signature|hmac|(password|token|secret)(Hash|Digest)?|secretKey|passwordHash)$/i

/** Told apart from secrets by what they are compared with: presence, length, kind. */
const HARMLESS = new Set(['undefined', 'null', 'string', 'number', 'true', 'false', 'unary_expression'])

/** Secrets, and what is derived from them, compared in a time that tells how much of them is right. */
export const SECRET_COMPARISON: Rule = {
  name: 'secrets are compared in constant time',
  why: '`===` ends at the first difference, so time tells how much was right. Use `timingSafeEqual`.',
  appliesTo: (path) => /^(http|signing|domain|server|engines\/\w+|proof)\/src\//.test(path),
  find: (root) =>
    root
      .findAll({ rule: { any: ['===', '!==', '==', '!='].map((sign) => ({ pattern: `$A ${sign} $B` })) } })
      .filter((at) => {
        const sides = [at.getMatch('A'), at.getMatch('B')]
        if (sides.some((side) => side === null || HARMLESS.has(String(side.kind())))) return false
        return sides.some((side) => side !== null && SECRET.test(side.text()))
      }),
  exceptions: {
    'domain/src/access/changes/user-changes.ts': 'the same stored hash or another one; neither was sent by anybody',
  },
}
