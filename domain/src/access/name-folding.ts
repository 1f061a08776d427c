import { foldCase } from '../connection-record/case-folding.js'

/**
 * The form in which names of the directory are compared: those that differ only by case, by how Unicode lets the same
 * characters be written (NFKD), or by zero width joiners and non-joiners, are one name. Otherwise two users could look
 * alike.
 */
export function foldName(name: string): string {
  return foldCase(name.normalize('NFKD').replaceAll(/[\u200C\u200D]/g, ''))
}
