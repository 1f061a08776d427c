/**
 * Whether the whole text fits the pattern: `*` stands for any characters, also none, `?` for exactly one code point, all
 * else for itself. Only the last `*` is ever tried again, so a hostile pattern costs pattern length times text length at most.
 */
export function matchesGlob(pattern: string, text: string): boolean {
  const wanted = [...pattern]
  const given = [...text]
  let next = 0
  let position = 0
  let afterStar: number | undefined
  let starEnd = 0
  while (position < given.length) {
    if (wanted[next] === '*') {
      next += 1
      afterStar = next
      starEnd = position
    } else if (wanted[next] === '?' || wanted[next] === given[position]) {
      next += 1
      position += 1
    } else if (afterStar !== undefined) {
      next = afterStar
      starEnd += 1
      position = starEnd
    } else {
      return false
    }
  }
  return wanted.slice(next).every((character) => character === '*')
}
