import type { Rule } from './rule.js'

/** Numbers: milliseconds by name, or something calculated. */
const NUMBERS = new Set(['number', 'binary_expression'])

/** Texts that become dates as JavaScript likes it. */
export const DATE_OF_INPUT: Rule = {
  name: 'instants are parsed strictly',
  why: '`new Date` takes 30 February for 1 March and many other spellings. Use `parseInstant`.',
  appliesTo: (path) =>
    /^(http|contract|cli|client|signing|domain|worker|server|proof)\//.test(path) && !path.includes('/conformance/'),
  find: (root) =>
    root.findAll('new Date($A)').filter((made) => {
      const value = made.getMatch('A')
      return value !== null && !NUMBERS.has(String(value.kind())) && !value.text().endsWith('Ms')
    }),
  exceptions: {
    'cli/src/commands/generate.ts': 'a number',
    'cli/src/strict-time.ts': 'checks the spelling, and the outcome, itself',
    'domain/src/connection-record/instant.ts': 'a number: this is where instants are parsed',
    'server/src/secrets/signing-key-list.ts': 'a file that this server wrote',
    'signing/src/vectors/vectors.ts': 'published vectors',
    'signing/src/x-sdk-date.ts': 'digits that were matched, and whose outcome is compared with them',
  },
}
