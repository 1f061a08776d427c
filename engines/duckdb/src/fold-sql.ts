/** Case folding in SQL, equal to the domain's `foldCase`; a test compares them over all of Unicode. */
export function foldSql(expression: string): string {
  return `lower(upper(${expression}))`
}
