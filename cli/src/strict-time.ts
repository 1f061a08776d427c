const SHAPE = /^(\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}:\d{2}(?:\.\d{3})?)?)(Z|[+-]\d{2}:\d{2})?$/

/**
 * The instant that a text says: `2026-01-31T08:00:00Z`, with or without milliseconds, with Z or an offset such as
 * `+08:00`; or a bare date, which means its midnight in UTC. Undefined for anything else, also for a day or an hour
 * that does not exist: `Date` would make the 3rd of March of the 31st of February.
 */
export function parseStrictTime(text: string): Date | undefined {
  const [, wall = '', zone] = SHAPE.exec(text) ?? []
  const hasClock = wall.includes('T')
  if (wall === '' || hasClock !== (zone !== undefined)) return undefined
  const [instant, asUtc] = [new Date(text), new Date(hasClock ? `${wall}Z` : wall)]
  if (Number.isNaN(instant.getTime()) || Number.isNaN(asUtc.getTime())) return undefined
  return asUtc.toISOString().startsWith(wall) ? instant : undefined
}
