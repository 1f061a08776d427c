import type { SgNode } from '@ast-grep/napi'

/** Something that no source may do. */
export interface Rule {
  readonly name: string
  readonly why: string
  /** Whether a file is looked at, by its path from the root. */
  appliesTo(path: string): boolean
  /** The places of a parsed file that break the rule. */
  find(root: SgNode): SgNode[]
  /** Files that may, and why. */
  readonly exceptions: Readonly<Record<string, string>>
}
