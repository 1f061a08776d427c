/** What no POSIX shell takes for anything but itself. */
const PLAIN = /^[\w@%+=:,./-]+$/

/** A text as one word of a command, for whoever copies it into a POSIX shell. */
export function shellWord(text: string): string {
  return PLAIN.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`
}
