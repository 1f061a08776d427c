const QUOTE = 0x22
const BACKSLASH = 0x5c
const OPENING = [0x5b, 0x7b]
const CLOSING = [0x5d, 0x7d]

/**
 * The first name that an object of the text has twice; once the text is parsed, nothing tells of it any more.
 *
 * @param json valid JSON
 * @param maxDepth how deep objects are looked at; 1 is the outermost only. @default all
 */
export function repeatedMember(json: string, maxDepth = Number.POSITIVE_INFINITY): string | undefined {
  const seen: Set<string>[] = []
  for (let at = 0; at < json.length; at += 1) {
    const code = json.charCodeAt(at)
    if (code === QUOTE) {
      const end = closingQuote(json, at)
      if (seen.length <= maxDepth && isColonNext(json, end + 1)) {
        const name = String(JSON.parse(json.slice(at, end + 1)))
        if (seen.at(-1)?.has(name)) return name
        seen.at(-1)?.add(name)
      }
      at = end
    } else if (OPENING.includes(code)) seen.push(new Set())
    else if (CLOSING.includes(code)) seen.pop()
  }
  return undefined
}

/** Where the string ends that begins at `start`. */
function closingQuote(json: string, start: number): number {
  let end = json.indexOf('"', start + 1)
  while (isEscaped(json, end)) end = json.indexOf('"', end + 1)
  return end
}

/** Whether an odd number of backslashes stands before. */
function isEscaped(json: string, at: number): boolean {
  let first = at
  while (json.charCodeAt(first - 1) === BACKSLASH) first -= 1
  return (at - first) % 2 === 1
}

function isColonNext(json: string, from: number): boolean {
  const colon = /\s*:/y
  colon.lastIndex = from
  return colon.test(json)
}
