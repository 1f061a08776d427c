const QUOTE = 0x22
const BACKSLASH = 0x5c
const OPENING = [0x5b, 0x7b]
const CLOSING = [0x5d, 0x7d]

/**
 * Names of the members of the outermost object, as often as each is written; those of a repeated one are lost once the
 * text is parsed. An array has none.
 *
 * @param json valid JSON
 */
export function* memberNames(json: string): Generator<string, void, undefined> {
  let depth = 0
  for (let at = 0; at < json.length; at += 1) {
    const code = json.charCodeAt(at)
    if (code === QUOTE) {
      const end = closingQuote(json, at)
      if (depth === 1 && isColonNext(json, end + 1)) yield String(JSON.parse(json.slice(at, end + 1)))
      at = end
    } else if (OPENING.includes(code)) depth += 1
    else if (CLOSING.includes(code)) depth -= 1
  }
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
