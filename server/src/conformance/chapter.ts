import type { OperationId } from '@deskledger/contract'
import type { Trial } from './trial.js'

/** Where a fact is published: one of the collected pages of facts, and the section or row of it. */
type Source = `${'api' | 'auth' | 'errors' | 'export-file'}.md ${string}`

/** Shows something against the running server; rejects when it is not so. */
export type Check = (trial: Trial) => Promise<void>

/** A test elsewhere that shows it better than a request could. */
interface TestReference {
  /** Path from the root of the repository. */
  readonly file: string
  /** Its title as it stands in the file. */
  readonly title: string
}

/** How it is shown: by a check that runs here, or by another test. */
export type Shown = { readonly check: Check } | { readonly test: TestReference }

/** What the published API documents, as one sentence. */
export type Fact = Shown & {
  readonly fact: string
  readonly source: Source
}

/** A place where the published pages say nothing, or contradict each other. */
export type Choice = Shown & {
  /** What they leave open. */
  readonly silence: string
  /** What deskledger does. */
  readonly choice: string
  readonly because: string
}

/** What is published, and not so here. Its check shows what is so instead. */
export type Difference = Shown & {
  readonly published: string
  readonly source: Source
  readonly here: string
  readonly because: string
}

/** Facts that belong together; each part stands in a file of its own. */
export interface Part {
  readonly title: string
  readonly facts: readonly Fact[]
}

/** What concerns several operations. */
type General = 'Every operation' | 'Times and filters' | 'Signatures' | 'Permissions' | 'Errors' | 'The export file'

/** Everything about one operation, or about what concerns several. */
export interface Chapter {
  readonly subject: OperationId | General
  /** Where its checks stand, from this folder. */
  readonly checks: string
  /** Method and path as published, of an operation. */
  readonly request?: string
  readonly parts: readonly Part[]
  readonly choices: readonly Choice[]
  readonly differences?: readonly Difference[]
}
