let last = 0

/** A number that was not given before. */
export function nextSerial(): number {
  last += 1
  return last
}

/** A name that nothing has yet. */
export function newName(): string {
  return `name-${nextSerial()}`
}
