/**
 * What cannot be seen, or changes how what stands beside it is shown: control and format characters, bidirectional marks
 * and zero widths among them, what is not assigned or of private use, lone surrogates, separators of lines and paragraphs,
 * and what Unicode lets fonts leave out (fillers, variation selectors).
 */
const UNSEEN = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u

/**
 * A zero width joiner or non-joiner inside a word. Persian and the scripts of India need them, so they may stand there, and
 * only there; names that differ by nothing else are one name (`foldName`).
 */
const JOINER_IN_WORD = /(?<=[\p{L}\p{M}])[\u200C\u200D](?=[\p{L}\p{M}])/gu

/**
 * Why a text cannot be the name of something new: nobody could tell it from another name by looking.
 * @returns what the name must be, undefined when it is
 */
export function problemOfName(name: string): string | undefined {
  const unseen = UNSEEN.exec(name.replaceAll(JOINER_IN_WORD, ''))?.[0].codePointAt(0)
  if (unseen !== undefined) {
    return `must have no control or invisible characters, such as U+${unseen.toString(16).toUpperCase().padStart(4, '0')}`
  }
  return name === '' || name.trim() !== name ? 'must not begin or end with a blank, or be empty' : undefined
}
