/** Orders versions by their numbers, part by part: 3.10 comes after 3.9. What is no number is compared as text. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [partsOf(a), partsOf(b)]
  for (let place = 0; place < Math.max(left.length, right.length); place += 1) {
    const order = compareParts(left[place] ?? '', right[place] ?? '')
    if (order !== 0) return order
  }
  return 0
}

/** What uses other versions than the newest one that was seen. */
export interface BehindVersions {
  readonly newest: string
  /** How many older versions there are. */
  readonly versions: number
  readonly connections: number
}

/** Whether a text is a version: it begins with a number. Agents may tell anything, and `unknown` is newer than nothing. */
export function isVersion(text: string): boolean {
  return /^v?\d/i.test(text)
}

/** How far versions are behind the newest of them, however rare that one is; undefined when there is none. */
export function behindOf(
  items: readonly { readonly value: string; readonly connections: number }[],
): BehindVersions | undefined {
  const newest = newestOf(items.map(({ value }) => value))
  if (newest === undefined) return undefined
  const behind = items.filter(({ value }) => isVersion(value) && compareVersions(value, newest) < 0)
  return { newest, versions: behind.length, connections: behind.reduce((sum, item) => sum + item.connections, 0) }
}

/** The newest of those texts that are versions; undefined when there is none. */
export function newestOf(texts: readonly string[]): string | undefined {
  return texts
    .filter(isVersion)
    .reduce<string | undefined>(
      (newest, version) => (newest === undefined || compareVersions(version, newest) > 0 ? version : newest),
      undefined,
    )
}

function partsOf(version: string): readonly string[] {
  return version.replace(/^v/i, '').match(/\d+|[^\d.]+/g) ?? []
}

function compareParts(a: string, b: string): number {
  const [left, right] = [Number(a), Number(b)]
  if (!Number.isNaN(left) && !Number.isNaN(right)) return Math.sign(left - right)
  return a < b ? -1 : a > b ? 1 : 0
}
