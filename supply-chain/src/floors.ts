/** The lowest version of a package that may be used, and why. */
export interface Floor {
  readonly name: string
  readonly atLeast: string
  readonly reason: string
}

/** Versions below these are known to break a promise. Raise one with the reason; never lower it to make an update pass. */
export const FLOORS: readonly Floor[] = [
  {
    name: '@duckdb/node-api',
    atLeast: '1.5.6-r.1',
    reason: 'kept every acknowledged row through kill -9, power cuts and failed syncs when that was tried',
  },
  {
    name: 'fastify',
    atLeast: '5.12.2',
    reason: 'mends weaknesses of 5.12.1 and before, such as bodies that are not validated (CVE-2026-33806, 5.8.4)',
  },
  {
    name: 'find-my-way',
    atLeast: '9.7.0',
    reason: 'earlier ones have a weakness that is rated high (CVE-2026-47219)',
  },
  {
    name: 'fast-uri',
    atLeast: '3.1.3',
    reason: 'earlier ones take other addresses for equal (CVE-2026-6321, CVE-2026-13676)',
  },
]

/** Whether a version is `floor` or newer; what follows `-` counts by its numbers. */
export function isAtLeast(version: string, floor: string): boolean {
  const [have, need] = [numbersOf(version), numbersOf(floor)]
  for (const [at, number] of need.entries()) {
    const other = have[at] ?? 0
    if (other !== number) return other > number
  }
  return true
}

function numbersOf(version: string): number[] {
  return (version.match(/\d+/g) ?? []).map(Number)
}
