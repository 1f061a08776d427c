/** Licences whose terms Apache-2.0 code can be used and passed on with. */
const ALLOWED = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT/X11',
  'Unlicense',
  'Zlib',
])

/** Packages under another licence, or without a statement of one, and why they may be used as they are. */
export const EXCEPTIONS: Readonly<Record<string, { readonly licence?: string; readonly reason: string }>> = {
  'axe-core': { licence: 'MPL-2.0', reason: 'runs in tests of the console only, unchanged' },
  lightningcss: { licence: 'MPL-2.0', reason: 'builds the style sheet; no code of it is in what is built' },
  'caniuse-lite': {
    licence: 'CC-BY-4.0',
    reason: 'data that a tool for mutation testing reads; none of it is passed on',
  },
  buffers: { reason: 'tests read files with a reader that needs it; its package.json states no licence' },
}

/** Whether a package under this SPDX expression may be used. `OR` leaves the choice, `AND` asks for both. */
export function mayBeUsed(name: string, expression: string | undefined): boolean {
  const exception = EXCEPTIONS[name] ?? (name.startsWith('lightningcss-') ? EXCEPTIONS['lightningcss'] : undefined)
  if (exception !== undefined && exception.licence === expression) return true
  if (expression === undefined) return false
  return unwrapped(expression)
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((one) => ALLOWED.has(one)))
}

function unwrapped(expression: string): string {
  return expression.replace(/^\((.*)\)$/, '$1')
}
