/**
 * A string literal, for the few places that take no parameters: file names of table functions and `COPY`, words and zones
 * of a layout. Values of requests are bound, never quoted.
 */
export function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}
